import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measures } from './measures/index.ts';
import { cleanUp } from './support/clean-up.ts';
import { generator } from './support/load.ts';
import { describeMachine } from './support/machine.ts';
import type { Measure, Options, Result } from './support/measure.ts';
import {
	formatRow,
	formatTable,
	toRecord,
	withPart,
	type Failure,
	type BenchRecord,
} from './support/table.ts';

const { values } = parseArgs({
	options: {
		only: { type: 'string', multiple: true },
		long: { type: 'boolean', default: false },
		rounds: { type: 'string', default: '5' },
		record: { type: 'boolean', default: false },
	},
});

const wanted = values.only?.flatMap((names) => names.split(','));
const unknown = wanted?.find((name) => !measures.some((measure) => measure.name === name));
if (unknown) {
	console.error(`"${unknown}" is not a measure. Measures: ${measures.map(({ name }) => name).join(', ')}.`);
	process.exit(1);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.once(signal, () => {
		console.error(`Stopped by ${signal}; cleaning up…`);
		void cleanUp().finally(() => process.exit(130));
	});

const machine = { ...describeMachine(), load_generator: generator };
const results: Result[] = [];
const failures: Failure[] = [];
for (const measure of measures)
	if (!wanted || wanted.includes(measure.name))
		await take(measure, { long: values.long, rounds: Number(values.rounds) });

const atEnd = describeMachine()['load_average']!;
console.log(formatTable({ ...machine, load_average_at_end: atEnd }, results, failures));
const folder = join(import.meta.dirname, 'results');
mkdirSync(folder, { recursive: true });
const record = toRecord({ ...machine, load_average_at_end: atEnd }, results, failures);
const latest = join(folder, 'latest.json');
// A part of the bench does not replace the record of the whole, unless it is told to bring its own lines up to date.
if (!wanted) write(latest, record);
else if (values.record)
	write(latest, withPart(JSON.parse(readFileSync(latest, 'utf8')) as BenchRecord, record));
else write(join(folder, 'local.json'), record);
process.exit(failures.length > 0 ? 1 : 0);

/** A measure that breaks is told of at the end; the others go on. */
async function take({ name, run }: Measure, options: Options): Promise<void> {
	console.error(`── ${name}`);
	try {
		for await (const result of run(options)) {
			results.push(result);
			console.error(formatRow(result));
		}
	} catch (error) {
		failures.push({ measure: name, message: (error as Error).stack ?? String(error) });
		console.error(failures.at(-1)!.message);
	} finally {
		await cleanUp();
	}
}

function write(file: string, content: BenchRecord): void {
	writeFileSync(file, `${JSON.stringify(content, null, '\t')}\n`);
}
