import { parentPort, workerData } from 'node:worker_threads';

/** Whatever a pattern repeats, one of these is it; none of them ends well. */
const letters = Array.from('aA0 \t\n-_.,/:="[{%\\+<١ك');
const pairs = ['a ', 'a.', 'a,', 'a-', '0.', '/a', '{a}', '%20', 'a=b&', ', ', '*/'];
const pumps = [...letters, ...pairs];
const endings = ['', '\u0000!'];

for (const { source, flags } of workerData.regexes) {
	const literal = source.replaceAll(/\\.|[^A-Za-z0-9:/ -]+/g, '').slice(0, 20);
	for (const pump of literal ? [...pumps, literal] : pumps) {
		const body = pump.repeat(Math.ceil(workerData.length / pump.length));
		for (const ending of endings) {
			const regex = new RegExp(source, flags);
			if (flags.includes('g')) (body + ending).replaceAll(regex, '');
			else regex.test(body + ending);
		}
	}
	// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port has no origin
	parentPort.postMessage('done');
}
