"""The console's hands on a database that no server has open."""

from server.console.operator import Operator
from server.database import Database
from server.doorkeeper import Doorkeeper
from server.doors.limits import Limits
from server.doors.passwords import Passwords
from server.house import House
from server.persons.directory import Directory
from server.persons.people import People
from server.settings import read_settings
from server.world import RealWorld


def operator_of(database: Database, house: House, world: RealWorld) -> Operator:
    settings = read_settings({})
    doorkeeper = Doorkeeper(database, world, settings)
    passwords = Passwords(database, world, Limits(world), doorkeeper.sign_ins)
    people = People(database, Directory(database, world), world)
    return Operator(house, doorkeeper, people, passwords, settings, world)
