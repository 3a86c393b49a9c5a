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

export function toJson(machine: Machine, results: readonly Result[], failures: readonly Failure[]): string {
	const measures = results.map((result) => ({
		measure: result.name,
		value: Number.isFinite(result.value) ? Number(result.value.toPrecision(6)) : null,
		unit: result.unit,
		target: result.target && formatTarget(result.target, result.unit),
		pass: isMet(result),
		how: result.how,
	}));
	const notMeasured = failures.map(({ measure, message }) => ({ measure, reason: message.split('\n')[0] }));
	return `${JSON.stringify({ machine, measures, not_measured: notMeasured }, null, '\t')}\n`;
}

function formatTarget(target: Target | null, unit: string): string {
	if (!target) return '';
	return `${target.is === 'at least' ? '≥' : '≤'} ${target.bound} ${unit}`.trim();
}

function formatNumber(value: number): string {
	if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
	return value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}
