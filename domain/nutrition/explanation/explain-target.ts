import type { Message } from '../../problem.ts';
import type { StoredTarget } from '../targets/stored-target.ts';
import { INVALID_TEXTS, MISSING_TEXTS, OUT_OF_SCOPE_TEXTS, SEE_PROFESSIONAL } from './absence-texts.ts';
import { computedSteps } from './computed-steps.ts';
import { factsOf } from './facts.ts';
import { step, type ExplanationStep } from './step.ts';

/**
 * Why a person's target is what it is, or why there is none, in short steps with the real numbers. Works on stored
 * rows, so that an old target is explained by what it was made from. No step promises a date.
 */
export function explainTarget(target: StoredTarget): ExplanationStep[] {
	switch (target.status) {
		case 'ok': {
			const facts = factsOf(target);
			return facts ? computedSteps(facts, target.flags ?? []) : [step('not_recorded', NOT_RECORDED)];
		}
		case 'incomplete':
			return [step('incomplete', INCOMPLETE), ...(target.missing ?? []).flatMap(explainMissing)];
		case 'invalid_input':
			return explainInvalid(target.reason ?? '');
		case 'out_of_scope':
			return explainOutOfScope(target.reason ?? '');
	}
}

const NOT_RECORDED: Message = {
	en: 'What this target was computed from was not recorded. Save your profile to compute it anew.',
	ar: 'لم يُسجَّل ما حُسب منه هذا الهدف. احفظ ملفك ليُحسب من جديد.',
};

const INCOMPLETE: Message = {
	en: 'There is no target yet: something is missing from your profile.',
	ar: 'لا يوجد هدف بعد: ينقص ملفك بعض المعلومات.',
};

const INVALID: Message = {
	en: 'There is no target: something in your profile cannot be right.',
	ar: 'لا يوجد هدف: في ملفك شيء لا يمكن أن يكون صحيحًا.',
};

const NO_NUMBER: Message = {
	en: 'We give you no number, because none would be justified.',
	ar: 'لا نعطيك رقمًا، لأن أي رقم لن يكون له ما يبرره.',
};

function explainMissing(field: string): ExplanationStep[] {
	return find(MISSING_TEXTS, field, `missing_${field}`);
}

function explainInvalid(reason: string): ExplanationStep[] {
	const field = reason.replace(/_out_of_range$/, '');
	return [step('invalid_input', INVALID), ...find(INVALID_TEXTS, field, reason)];
}

function explainOutOfScope(reason: string): ExplanationStep[] {
	const why = find(OUT_OF_SCOPE_TEXTS, reason, reason);
	if (reason === 'goal_not_offered') return why;
	return [step('no_number', NO_NUMBER), ...why, step('see_professional', SEE_PROFESSIONAL)];
}

/** Nothing for a word that only an older or a newer version knows. */
function find(texts: Readonly<Record<string, Message>>, name: string, code: string): ExplanationStep[] {
	const text = Object.hasOwn(texts, name) ? texts[name] : undefined;
	return text ? [step(code, text)] : [];
}
