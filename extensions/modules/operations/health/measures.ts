import type { Check, ReleaseView } from '../../../../domain/operations/health/contract.ts';
import { useFormat } from '../../shared/format.ts';
import { useTexts } from './texts.ts';

const factKinds = [
	'used',
	'free',
	'most',
	'queued',
	'running',
	'memory',
	'redis',
	'database',
	'bytes',
	'entries',
	'max_ms',
	'used_bytes',
	'limit_bytes',
	'process_bytes',
	'heap_bytes',
	'free_bytes',
	'evicted',
	'hit_ratio',
	'policy',
] as const;
type FactKind = (typeof factKinds)[number];

/** By how the names of facts end. */
const factUnits = [
	['bytes', 'bytes'],
	['_ms', 'ms'],
	['_ratio', 'ratio'],
] as const;

/** Numbers of checks with their units, as the person reads them. */
export function useMeasures() {
	const text = useTexts();
	const format = useFormat();
	const rounded = (value: number): string =>
		format.number(value >= 10 ? Math.round(value) : Math.round(value * 10) / 10);

	const seconds = (value: number): string => {
		if (value < 120) return text('s', { value: rounded(value) });
		if (value < 7_200) return text('minutes', { value: rounded(value / 60) });
		return value < 172_800
			? text('h', { value: rounded(value / 3_600) })
			: text('days', { value: rounded(value / 86_400) });
	};
	const withUnit = (value: number, unit: Check['unit']): string => {
		switch (unit) {
			case 'ratio':
				return format.share(value);
			case 'bytes':
				return format.bytes(value);
			case 's':
				return seconds(value);
			default:
				return text(unit, { value: rounded(value) });
		}
	};

	/** What else a check saw; what a newer server may add is left out. */
	const facts = ({ facts }: Check): string[] =>
		Object.entries(facts).flatMap(([name, value]) => {
			const [kind, ...what] = name.split(' ');
			const known = factKinds.find((one) => one === kind);
			if (!known || value === null) return [];
			return [text(`fact_${known}`, { value: readFact(known, value), what: what.join(' ') })];
		});

	function readFact(kind: FactKind, value: number | string): string {
		if (typeof value === 'string') return `\u2068${value}\u2069`;
		return withUnit(value, factUnits.find(([ending]) => kind.endsWith(ending))?.[1] ?? 'count');
	}

	/** Only what is another version than before. The arrow points to the newer one in every language. */
	const versionsOf = ({ from, to }: Pick<ReleaseView, 'from' | 'to'>): string => {
		const step = (one: string, other: string): string => `\u2066${one} → ${other}\u2069`;
		return format.list([
			...(from.bebetter === to.bebetter ? [] : [step(from.bebetter, to.bebetter)]),
			...(from.directus === to.directus ? [] : [step(`Directus ${from.directus}`, to.directus)]),
		]);
	};

	return { withUnit, seconds, facts, versionsOf };
}
