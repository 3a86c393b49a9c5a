import type { Message } from '../../problem.ts';
import { roundHalfUp } from '../round.ts';

/** One short thought of an explanation, in both languages. */
export interface ExplanationStep {
	/** Stable, for apps that show a picture or words of their own. */
	readonly code: string;
	readonly text_en: string;
	readonly text_ar: string;
}

export function step(code: string, { en, ar }: Message): ExplanationStep {
	return { code, text_en: en, text_ar: ar };
}

/** A number as both languages write it: "2,520" and "2520". */
export function shown(value: number): Message {
	const rounded = roundHalfUp(value, 2);
	return { en: rounded.toLocaleString('en', { maximumFractionDigits: 2 }), ar: String(rounded) };
}
