import { appendToPointer } from '../json-pointer.ts';
import { errorAt, type Message, type Problem } from '../problem.ts';
import { judgePattern, type PatternFault } from '../text/pattern/judge-pattern.ts';

/**
 * Regular expressions of a schema that some text could keep busy for minutes. The server runs them at every check,
 * so none may be there.
 *
 * @param schema one that compiles
 */
export function findSlowPatterns(schema: unknown): Problem[] {
	return patternsIn(schema).flatMap(({ pattern, pointer }) => {
		const fault = judgePattern(pattern);
		return fault
			? [errorAt('props_schema', 'PATTERN_TOO_SLOW', messages[fault](pattern.slice(0, 100)), pointer)]
			: [];
	});
}

interface FoundPattern {
	readonly pattern: string;
	readonly pointer: string;
}

/** Data that only looks like a schema counts too: a property may be called `default` or `enum`. */
function patternsIn(schema: unknown): FoundPattern[] {
	const found: FoundPattern[] = [];
	const open: { value: unknown; pointer: string }[] = [{ value: schema, pointer: '' }];
	for (let next = open.pop(); next; next = open.pop()) {
		const { value, pointer } = next;
		if (value === null || typeof value !== 'object') continue;
		for (const [name, inner] of Object.entries(value)) {
			const place = appendToPointer(pointer, name);
			if (name === 'pattern' && typeof inner === 'string') found.push({ pattern: inner, pointer: place });
			else open.push({ value: inner, pointer: place });
			if (name === 'patternProperties' && inner !== null && typeof inner === 'object')
				for (const key of Object.keys(inner))
					found.push({ pattern: key, pointer: appendToPointer(place, key) });
		}
	}
	return found;
}

const messages: Readonly<Record<PatternFault, (pattern: string) => Message>> = {
	ambiguous: (pattern) => ({
		en: `Checking “${pattern}” could take minutes, since a text can be read in several ways. Begin it with ^, and let what follows a repeat begin with a character that the repeat cannot take, as in ^[a-z]+(-[a-z]+)*$; or list the values as “enum”.`,
		ar: `قد يستغرق فحص «${pattern}» دقائق لأن النص الواحد يُقرأ به بأكثر من وجه. ابدأه بالعلامة ^ واجعل ما يلي كل تكرار يبدأ بحرف لا يقبله التكرار، مثل ^[a-z]+(-[a-z]+)*$، أو اسرد القيم في «enum».`,
	}),
	too_long: (pattern) => ({
		en: `The pattern “${pattern}…” is too long to be judged. Shorten it, or list the values as “enum”.`,
		ar: `النمط «${pattern}…» أطول من أن يُفحص. اختصره أو اسرد القيم في «enum».`,
	}),
	not_judged: (pattern) => ({
		en: `“${pattern}” looks around or refers back, and how long that takes cannot be told. Write it without (?=, (?!, (?<=, (?<! and \\1.`,
		ar: `في «${pattern}» نظر إلى ما حوله أو إشارة إلى ما سبق، فلا تُعرف مدة فحصه. اكتبه من غير (?= و (?! و (?<= و (?<! و \\1.`,
	}),
};
