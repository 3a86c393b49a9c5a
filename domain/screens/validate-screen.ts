import type { Message, Problem, Severity } from '../problem.ts';
import { problemAt } from '../problem.ts';
import { isRecord } from '../record.ts';
import type { ScreenContext } from './check-node.ts';
import { checkNode } from './check-node.ts';
import type { Catalogue } from './compile-catalogue.ts';
import type { JsonFault } from './json-guard.ts';
import { findJsonFaults } from './json-guard.ts';
import { MAX_TITLE_LENGTH } from './payload.ts';
import { checkKeys, PAYLOAD_FIELD, payloadError } from './payload-problems.ts';
import { MAX_COMPONENT_DEPTH, MAX_COMPONENTS, walkComponents } from './walk-components.ts';

const MAX_PROBLEMS = 100;
const PAYLOAD_KEYS = ['title', 'components'];

const TOO_DEEP: Message = {
	en: `Components may be nested at most ${MAX_COMPONENT_DEPTH} deep. Move this part further out.`,
	ar: `الحد الأقصى لتداخل المكوّنات ${MAX_COMPONENT_DEPTH} مستوى. انقل هذا الجزء إلى مستوى أعلى.`,
};

const TOO_LARGE: Message = {
	en: `A screen may have at most ${MAX_COMPONENTS} components. Split it into several screens.`,
	ar: `الحد الأقصى ${MAX_COMPONENTS} مكوّن في الشاشة الواحدة. قسّمها إلى عدة شاشات.`,
};

const JSON_FAULTS: Readonly<Record<JsonFault['kind'], readonly [Severity, string, Message]>> = {
	too_deep: ['error', 'SCREEN_TOO_DEEP', TOO_DEEP],
	too_large: ['error', 'SCREEN_TOO_LARGE', TOO_LARGE],
	forbidden_key: [
		'error',
		'KEY_FORBIDDEN',
		{
			en: 'The names __proto__, constructor and prototype are not allowed. Rename or remove this one.',
			ar: 'لا يُسمح بالأسماء __proto__ و constructor و prototype. غيّر الاسم أو احذفه.',
		},
	],
	invisible_characters: [
		'warning',
		'TEXT_INVISIBLE_CHARACTERS',
		{
			en: 'The text contains invisible characters that may disturb its display. Type it again or paste it as plain text.',
			ar: 'يحتوي النص على رموز غير مرئية قد تُفسد عرضه. اكتبه من جديد أو الصقه كنص عادي.',
		},
	],
};

/**
 * Checks a screen against the catalogue. Total and iterative for any value; every problem carries the
 * pointer of the fault inside `payload_json`. After 100 problems the rest is only counted.
 */
export function validateScreen(payload: unknown, catalogue: Catalogue, context: ScreenContext): Problem[] {
	const faults = findJsonFaults(payload);
	const problems = faults.map(({ kind, pointer }) => {
		const [severity, code, message] = JSON_FAULTS[kind];
		return problemAt(severity, PAYLOAD_FIELD, code, message, pointer);
	});
	// Nothing below is safe, or worth reading, for a value of that size.
	if (faults.some(({ kind }) => kind === 'too_deep' || kind === 'too_large')) return limited(problems);

	if (!isRecord(payload)) {
		return [
			payloadError('', 'SCREEN_NOT_AN_OBJECT', {
				en: 'A screen is an object with “title” and “components”. Start again from an example.',
				ar: 'الشاشة كائن فيه «title» و«components». ابدأ من مثال جاهز.',
			}),
		];
	}
	problems.push(...checkScreenKeys(payload), ...checkComponents(payload, catalogue, context));
	return limited(problems);
}

function checkScreenKeys(payload: Record<string, unknown>): Problem[] {
	const problems = checkKeys(payload, PAYLOAD_KEYS, '');
	const { title, components } = payload;
	if (typeof title !== 'string' || title.trim() === '' || title.length > MAX_TITLE_LENGTH) {
		problems.push(
			payloadError('title' in payload ? '/title' : '', 'SCREEN_TITLE_INVALID', {
				en: `Give the screen a title: text of 1 to ${MAX_TITLE_LENGTH} characters.`,
				ar: `اكتب عنوانًا للشاشة: نص من حرف واحد إلى ${MAX_TITLE_LENGTH} حرف.`,
			}),
		);
	}
	if (!Array.isArray(components)) {
		problems.push(
			payloadError('components' in payload ? '/components' : '', 'SCREEN_COMPONENTS_INVALID', {
				en: 'A screen needs “components”, a list in brackets [ ]. It may be empty.',
				ar: 'تحتاج الشاشة إلى «components»، وهي قائمة بين قوسين [ ] ويمكن أن تكون فارغة.',
			}),
		);
	}
	return problems;
}

function checkComponents(
	payload: Record<string, unknown>,
	catalogue: Catalogue,
	context: ScreenContext,
): Problem[] {
	const problems: Problem[] = [];
	const firstUses = new Map<string, string>();
	let count = 0;
	for (const node of walkComponents(payload)) {
		count += 1;
		if (count > MAX_COMPONENTS) {
			return [...problems, payloadError(node.pointer, 'SCREEN_TOO_LARGE', TOO_LARGE)];
		}
		if (node.depth > MAX_COMPONENT_DEPTH) {
			problems.push(payloadError(node.pointer, 'SCREEN_TOO_DEEP', TOO_DEEP));
		} else {
			problems.push(...checkNode(node, catalogue, context, firstUses));
		}
	}
	return problems;
}

function limited(problems: Problem[]): Problem[] {
	if (problems.length <= MAX_PROBLEMS) return problems;
	const rest = problems.slice(MAX_PROBLEMS);
	const severity = rest.some((problem) => problem.severity === 'error') ? 'error' : 'warning';
	return [
		...problems.slice(0, MAX_PROBLEMS),
		problemAt(severity, PAYLOAD_FIELD, 'MORE_PROBLEMS', {
			en: `There are ${rest.length} more problems. Correct those shown first.`,
			ar: `عدد المشكلات الأخرى: ${rest.length}. صحّح المشكلات المعروضة أولًا.`,
		}),
	];
}
