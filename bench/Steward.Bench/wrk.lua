-- Requests from a file, a line each: METHOD<tab>PATH<tab>BODY. Headers come from -H. Prints one line of figures for Load.cs.
local requests, next_one, added = {}, 0, 0

function init(args)
  for line in io.lines(args[1]) do
    local method, path, body = line:match("^(%S+)\t(%S+)\t?(.*)$")
    requests[#requests + 1] = { method, path, body ~= "" and body or nil }
  end
  math.randomseed(os.time())
  next_one = math.random(#requests)
end

function request()
  next_one = next_one % #requests + 1
  local r = requests[next_one]
  return wrk.format(r[1], r[2], nil, r[3])
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("figures %d %d %d %d %d", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
