-- Prints what bench/support/load.ts reads.
function done(summary, latency)
	local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
	print(string.format(
		'RESULT {"requests":%d,"microseconds":%d,"errors":%d,"p50":%.3f,"p99":%.3f}',
		summary.requests, summary.duration, failed + summary.errors.status,
		latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
