/*
 * Loaded before everything else (NODE_OPTIONS=--import …): counts what a process holds on to, timers without a reference
 * included, and writes it to its log when it gets SIGUSR2.
 */
const intervals = new Set();
const { setInterval: set, clearInterval: clear } = globalThis;
globalThis.setInterval = (...given) => {
	const timer = set(...given);
	intervals.add(timer);
	return timer;
};
globalThis.clearInterval = (timer) => {
	intervals.delete(timer);
	clear(timer);
};

const listeners = () =>
	Object.fromEntries(process.eventNames().map((name) => [String(name), process.listenerCount(name)]));

process.on('SIGUSR2', () => {
	const sockets = process.getActiveResourcesInfo().filter((type) => type === 'TCPSocketWrap').length;
	process.stderr.write(
		`held ${JSON.stringify({ intervals: intervals.size, sockets, listeners: listeners() })}\n`,
	);
});
