import { checkBilingual, type Locale } from '../../content/languages.ts';
import { appendToPointer } from '../../json-pointer.ts';
import type { Message } from '../../problem.ts';
import { isRecord } from '../../record.ts';
import { isUuid } from '../../text/uuid.ts';
import type { ParityDifference } from '../studio/contract.ts';
import { diffPayloads } from './diff-payloads.ts';
import { valueOf } from './equal-json.ts';
import type { LayoutNode, ReadLayout } from './read-layout.ts';
import { readLayout } from './read-layout.ts';

/**
 * How a layout and its translation differ in more than words: the same components, by id, in the same places, with the
 * same references, numbers and choices, and every text translated. Pointers lead into `payload`; for a component that
 * is missing there, into `other`. Nothing is compared while one of the two cannot be read (`validateScreen` says why).
 *
 * @param locale of `payload`; `other` is in the other language
 */
export function compareTranslations(payload: unknown, other: unknown, locale: Locale): ParityDifference[] {
	const [own, foreign] = [readLayout(payload), readLayout(other)];
	if (!own || !foreign) return [];
	const pairs = new PairComparison(locale);
	pairs.compare(own.screen.title, foreign.screen.title, '/title', null);
	for (const node of own.nodes.values()) {
		const twin = foreign.nodes.get(node.id);
		if (twin && twin.type === node.type) {
			pairs.compare(node.value.props ?? {}, twin.value.props ?? {}, `${node.pointer}/props`, node.id);
		}
	}
	return [...compareStructure(own, foreign), ...pairs.found];
}

function compareStructure(own: ReadLayout, foreign: ReadLayout): ParityDifference[] {
	const missing = [...foreign.nodes.values()].filter(({ id }) => !own.nodes.has(id));
	const moved = diffPayloads(foreign.screen, own.screen).filter(({ kind }) => kind === 'moved');
	return [
		...missing.map((node) => different('missing', node.pointer, node.id, MISSING(node))),
		...[...own.nodes.values()].flatMap((node) => {
			const twin = foreign.nodes.get(node.id);
			if (!twin) return [different('extra', node.pointer, node.id, EXTRA(node))];
			if (twin.type === node.type) return [];
			return [different('different_type', `${node.pointer}/type`, node.id, OTHER_TYPE(node, twin))];
		}),
		...moved.map(({ pointer, component }) =>
			different('different_order', pointer, component!.id, OTHER_PLACE(component!.id)),
		),
	];
}

class PairComparison {
	readonly found: ParityDifference[] = [];
	readonly #locale: Locale;

	constructor(locale: Locale) {
		this.#locale = locale;
	}

	/** Descends no deeper than a payload that could be read. */
	compare(own: unknown, foreign: unknown, pointer: string, id: string | null): void {
		if (isRecord(own) && isRecord(foreign)) {
			for (const key of new Set([...Object.keys(own), ...Object.keys(foreign)])) {
				this.compare(valueOf(own, key), valueOf(foreign, key), appendToPointer(pointer, key), id);
			}
		} else if (Array.isArray(own) && Array.isArray(foreign) && own.length === foreign.length) {
			own.forEach((value, index) => this.compare(value, foreign[index], appendToPointer(pointer, index), id));
		} else if (isText(own) || isText(foreign)) this.#compareTexts(own, foreign, pointer, id);
		else if (own !== foreign && !(isAddress(own) && isAddress(foreign))) {
			this.found.push(different('different_value', pointer, id, OTHER_VALUE(own, foreign)));
		}
	}

	#compareTexts(own: unknown, foreign: unknown, pointer: string, id: string | null): void {
		if (typeof own !== 'string' || typeof foreign !== 'string') {
			this.found.push(different('untranslated', pointer, id, ONE_SIDED));
			return;
		}
		const [text_en, text_ar] = this.#locale === 'en' ? [own, foreign] : [foreign, own];
		const problems = checkBilingual({ text_en, text_ar }, 'text', { presence: 'together' });
		const words = problems.find(({ code }) => WORDS.has(code));
		if (words) this.found.push(different('untranslated', pointer, id, words.message));
		const numbers = problems.find(({ code }) => code === 'TEXT_NUMBERS_DIFFER');
		if (numbers) this.found.push(different('different_value', pointer, id, numbers.message));
	}
}

const WORDS: ReadonlySet<string> = new Set(['TEXT_MISSING', 'TEXT_WRONG_SCRIPT', 'TEXT_IDENTICAL']);

const TOKEN = /^[a-z0-9]+([._-][a-z0-9]+)*$/;
const ADDRESS = /^[a-z][a-z0-9+.-]*:\S+$/i;

/** An address may lead to a page or a picture of its own in each language. */
const isAddress = (value: unknown): boolean =>
	typeof value === 'string' && (ADDRESS.test(value) || isUuid(value));

/**
 * Words for people. Not slugs, names of icons and choices, which are small Latin letters without spaces, nor what has
 * no letters.
 */
const isText = (value: unknown): boolean =>
	typeof value === 'string' && /\p{L}/u.test(value) && !TOKEN.test(value) && !isAddress(value);

const shown = (value: unknown): string =>
	value === undefined ? '—' : (JSON.stringify(value) ?? '—').slice(0, 80);

const MISSING = ({ id, type }: LayoutNode): Message => ({
	en: `“${id}” (${type}) is in the other language only. Add it here, or remove it there.`,
	ar: `المكوّن «${id}» من النوع «${type}» موجود في اللغة الأخرى فقط. أضفه هنا أو احذفه هناك.`,
});

const EXTRA = ({ id, type }: LayoutNode): Message => ({
	en: `“${id}” (${type}) is in this language only. Add it to the other one, or remove it here.`,
	ar: `المكوّن «${id}» من النوع «${type}» موجود في هذه اللغة فقط. أضفه إلى الأخرى أو احذفه هنا.`,
});

const OTHER_TYPE = (own: LayoutNode, other: LayoutNode): Message => ({
	en: `“${own.id}” is “${own.type}” here and “${other.type}” in the other language. Choose one type for both.`,
	ar: `نوع المكوّن «${own.id}» هنا «${own.type}» وفي اللغة الأخرى «${other.type}». اختر نوعًا واحدًا للغتين.`,
});

const OTHER_PLACE = (id: string): Message => ({
	en: `“${id}” stands in another place in the other language. Put both in the same order.`,
	ar: `موضع المكوّن «${id}» مختلف في اللغة الأخرى. اجعل الترتيب نفسه في اللغتين.`,
});

const OTHER_VALUE = (own: unknown, other: unknown): Message => ({
	en: `This is ${shown(own)} here and ${shown(other)} in the other language. Use the same in both.`,
	ar: `القيمة هنا ${shown(own)} وفي اللغة الأخرى ${shown(other)}. استخدم القيمة نفسها في اللغتين.`,
});

const ONE_SIDED: Message = {
	en: 'This text is in one of the two languages only. Write it in both, or remove it.',
	ar: 'هذا النص موجود بإحدى اللغتين فقط. اكتبه باللغتين أو احذفه.',
};

const different = (
	kind: ParityDifference['kind'],
	pointer: string,
	component_id: string | null,
	message: Message,
): ParityDifference => ({ kind, pointer, component_id, message });
