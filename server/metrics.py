"""What is counted for Prometheus; served at /metrics."""

from prometheus_client import Counter, Gauge, Histogram

FAST = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)

SUBMISSIONS = Counter("hemicycle_submissions", "Submissions decided at the door.", ["answer"])
COMMITS = Counter("hemicycle_commits", "Transactions the record has kept.")
COMMIT_SECONDS = Histogram("hemicycle_commit_seconds", "Time to keep one group.", buckets=FAST)
PASSES = Counter("hemicycle_passes", "Passes of the hub: one frame a group, to everybody on time.")
PASS_SECONDS = Histogram("hemicycle_pass_seconds", "From the ring to the last write of a pass.", buckets=FAST)
PASS_WRITE_SECONDS = Histogram("hemicycle_pass_write_seconds", "The writes of a pass alone.", buckets=FAST)
DELIVERIES = Counter("hemicycle_deliveries", "Frames written to sockets on time.")
LATE = Counter("hemicycle_late", "Times a socket fell behind.")
MAILS = Counter("hemicycle_mails", "Letters handed to the mail server, or not.", ["answer"])
SOCKETS = Gauge("hemicycle_sockets", "Sockets that are watching.")
STREAMS = Gauge("hemicycle_streams", "Streams live in this process.")
