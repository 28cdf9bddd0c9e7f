"""Reads one JSON object a line: rule, start, take. Writes a line with the first occurrences that dateutil finds."""
import json
import sys
from datetime import datetime
from itertools import islice

from dateutil.rrule import rrulestr

for line in sys.stdin:
    asked = json.loads(line)
    rule = rrulestr(asked["rule"], dtstart=datetime.fromisoformat(asked["start"]))
    times = [time.strftime("%Y-%m-%dT%H:%M:%S") for time in islice(rule, asked["take"])]
    print(json.dumps(times), flush=False)
