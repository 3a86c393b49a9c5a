/*
 * Loaded before Directus with `node --import`: its process lives at another time. The file named by
 * BEBETTER_TEST_CLOCK holds how many ms ahead of the machine it is; SIGUSR2 has it read again. Timers, the database
 * and what sqlite3 calls "now" stay at the machine's time.
 */
import { readFileSync } from 'node:fs';

const file = process.env['BEBETTER_TEST_CLOCK'];
const machineNow = Date.now.bind(Date);
let ahead = 0;

function readAhead() {
	ahead = Number(readFileSync(file, 'utf8'));
	process.stdout.write(`clock moved to ${machineNow() + ahead}\n`);
}

const now = () => machineNow() + ahead;
const MachineDate = Date;
MachineDate.now = now;
globalThis.Date = new Proxy(MachineDate, {
	construct: (target, given, created) =>
		Reflect.construct(target, given.length > 0 ? given : [now()], created),
	apply: () => new MachineDate(now()).toString(),
});

readAhead();
process.on('SIGUSR2', readAhead);
