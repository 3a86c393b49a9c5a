import { signalTitles } from '../alerts/signal-titles.ts';
import type { SignalName, SignalReadings } from '../signals.ts';
import type { Bilingual, Rule } from './check.ts';

/** What a rule says of the present state; `holds` is null when nobody knows. */
export interface Evidence {
	readonly holds: boolean | null;
	readonly text: Bilingual;
}

/** Of all rules of a check together. A rule whose signal does not apply here says nothing. */
export interface Finding {
	readonly verdict: 'fine' | 'wrong' | 'unknown' | 'not_applicable';
	readonly evidence: readonly Evidence[];
}

/** One broken rule is wrong, whatever is not known beside it; fine is only what is known wholly. */
export function findBySignals(rules: readonly Rule[], { signals, reasons }: SignalReadings): Finding {
	const evidence = rules.flatMap((rule) => evidenceOf(rule, signals[rule.signal], reasons[rule.signal]));
	if (evidence.length === 0) return { verdict: 'not_applicable', evidence };
	if (evidence.some(({ holds }) => holds === false)) return { verdict: 'wrong', evidence };
	return { verdict: evidence.every(({ holds }) => holds) ? 'fine' : 'unknown', evidence };
}

function evidenceOf(
	{ signal, bound, says, saysBroken }: Rule,
	value: number | null | undefined,
	reason: string | undefined,
): Evidence[] {
	if (value === undefined) return [];
	if (value === null || Number.isNaN(value)) return [{ holds: null, text: notKnown(signal, reason) }];
	const holds = 'atMost' in bound ? value <= bound.atMost : value >= bound.atLeast;
	const sentence = !holds && saysBroken ? saysBroken : says;
	return [{ holds, text: filled(sentence, measured(signal, value)) }];
}

function notKnown(signal: SignalName, reason: string | undefined): Bilingual {
	const because = reason === undefined ? '' : ` (${reason})`;
	return {
		en: `${signalTitles[signal].en}: not known now${because}.`,
		ar: `${signalTitles[signal].ar}: غير معروف الآن${because}.`,
	};
}

const filled = ({ en, ar }: Bilingual, value: Bilingual): Bilingual => ({
	en: en.replaceAll('{value}', value.en),
	ar: ar.replaceAll('{value}', value.ar),
});

/** A value with the unit that the signal's name has; Latin digits in both languages. */
function measured(signal: SignalName, value: number): Bilingual {
	const number = String(Math.round(value * 10) / 10);
	if (signal.includes('ratio')) {
		const share = `${Math.round(value * 1_000) / 10}%`;
		return { en: share, ar: share };
	}
	if (signal.includes('seconds')) {
		const seconds = String(Math.round(value * 100) / 100);
		return { en: `${seconds} s`, ar: `${seconds} ث` };
	}
	if (signal.includes('hours')) return { en: `${number} h`, ar: `${number} ساعة` };
	if (signal.includes('days')) return { en: `${number} days`, ar: `${number} يوما` };
	return { en: number, ar: number };
}
