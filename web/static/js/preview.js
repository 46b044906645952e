/** A page that is only looked at: its clocks go, its board fits; it has no line, and nothing is pressed. */
import { showOwnTimes } from "./zones.js";
import { startClocks } from "./clock.js";
import { startFitting } from "./fit.js";
import "./menus.js";

startClocks();
showOwnTimes();
startFitting();
