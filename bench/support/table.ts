import { isMet, type Result, type Target } from './measure.ts';

/** A measure that could not be taken. */
export interface Failure {
	readonly measure: string;
	readonly message: string;
}

type Machine = Readonly<Record<string, string | number>>;

const nameWidth = 66;

export function formatRow(result: Result): string {
	const { name, value, unit, target } = result;
	const met = isMet(result);
	const verdict = met === null ? '' : met ? 'met' : 'MISSED';
	return [
		name.padEnd(nameWidth),
		`${formatNumber(value)} ${unit}`.padStart(16),
		formatTarget(target, unit).padStart(18),
		verdict,
	].join('  ');
}

export function formatTable(
	machine: Machine,
	results: readonly Result[],
	failures: readonly Failure[],
): string {
	const judged = results.map(isMet).filter((met) => met !== null);
	const header = `${'measure'.padEnd(nameWidth)}  ${'value'.padStart(16)}  ${'target'.padStart(18)}`;
	return [
		'',
		...Object.entries(machine).map(([name, value]) => `${name.replaceAll('_', ' ')}: ${value}`),
		'',
		header,
		...results.map(formatRow),
		'',
		`${judged.filter(Boolean).length} of ${judged.length} targets met`,
		...failures.map(({ measure, message }) => `not measured: ${measure} (${message.split('\n')[0]})`),
	].join('\n');
}

export interface Line {
	readonly measure: string;
	readonly value: number | null;
	readonly unit: string;
	readonly target: string | null;
	readonly pass: boolean | null;
	readonly how: string;
	/** The day, when it was not measured with the others. */
	readonly date?: string;
}

/** What is kept in `results/`. */
export interface BenchRecord {
	readonly machine: Machine;
	readonly measures: readonly Line[];
	readonly not_measured: readonly { readonly measure: string; readonly reason: string | undefined }[];
}

export function toRecord(
	machine: Machine,
	results: readonly Result[],
	failures: readonly Failure[],
): BenchRecord {
	const measures = results.map((result) => ({
		measure: result.name,
		value: Number.isFinite(result.value) ? Number(result.value.toPrecision(6)) : null,
		unit: result.unit,
		target: result.target && formatTarget(result.target, result.unit),
		pass: isMet(result),
		how: result.how,
	}));
	const not_measured = failures.map(({ measure, message }) => ({ measure, reason: message.split('\n')[0] }));
	return { machine, measures, not_measured };
}

/** The record of the whole with the lines of a part measured anew, on the same kind of machine. */
export function withPart(whole: BenchRecord, part: BenchRecord): BenchRecord {
	const date = String(part.machine['date']).slice(0, 10);
	const fresh = new Map(part.measures.map((line) => [line.measure, { ...line, date }]));
	const known = new Set(whole.measures.map(({ measure }) => measure));
	return {
		...whole,
		measures: [
			...whole.measures.map((line) => fresh.get(line.measure) ?? line),
			...[...fresh.values()].filter(({ measure }) => !known.has(measure)),
		],
	};
}

function formatTarget(target: Target | null, unit: string): string {
	if (!target) return '';
	return `${target.is === 'at least' ? '≥' : '≤'} ${target.bound} ${unit}`.trim();
}

function formatNumber(value: number): string {
	if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
	return value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}
