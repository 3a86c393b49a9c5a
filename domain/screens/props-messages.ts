import type { ErrorObject } from 'ajv/dist/2020.js';
import { SLUG_PATTERN } from '../content/slug.ts';
import { appendToPointer } from '../json-pointer.ts';
import type { Message } from '../problem.ts';
import { nearestName } from '../text/nearest.ts';
import { HTTPS_URL_FORMAT, IMAGE_SOURCE_FORMAT, SHARED_DEFS_ID } from './shared-defs.ts';

const TYPE_NAMES: Readonly<Record<string, Message>> = {
	string: { en: 'text', ar: 'نصًا' },
	number: { en: 'a number', ar: 'رقمًا' },
	integer: { en: 'a whole number', ar: 'عددًا صحيحًا' },
	boolean: { en: 'true or false', ar: 'true أو false' },
	object: { en: 'an object in braces { }', ar: 'كائنًا بين قوسين { }' },
	array: { en: 'a list in brackets [ ]', ar: 'قائمة بين قوسين [ ]' },
	null: { en: 'empty (null)', ar: 'فارغًا (null)' },
};

/**
 * Leaves out what only says why a branch did not match when the choice between the branches is reported
 * anyway: an editor reads one fault, not one for each alternative.
 */
export function withoutBranchFaults(faults: readonly ErrorObject[]): ErrorObject[] {
	const choices = faults.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
	return faults.filter(
		(fault) =>
			!choices.some((choice) => isInsideChoice(fault, choice)) &&
			!faults.some((other) => isSameMissingTag(fault, other)),
	);
}

function isInsideChoice(fault: ErrorObject, choice: ErrorObject): boolean {
	if (fault === choice || !fault.instancePath.startsWith(choice.instancePath)) return false;
	return fault.schemaPath.startsWith(`${choice.schemaPath}/`) || fault.schemaPath.startsWith(SHARED_DEFS_ID);
}

/** A missing discriminator is reported as such and as a missing property. */
function isSameMissingTag(fault: ErrorObject, other: ErrorObject): boolean {
	return (
		fault.keyword === 'discriminator' &&
		other.keyword === 'required' &&
		fault.instancePath === other.instancePath &&
		fault.params.tag === other.params.missingProperty
	);
}

/** The place of a fault inside the props: the extra property itself, else the value that is wrong. */
export function pointerOfFault(fault: ErrorObject): string {
	const extra: unknown = fault.params.additionalProperty ?? fault.params.unevaluatedProperty;
	if (typeof extra === 'string') return appendToPointer(fault.instancePath, extra);
	return fault.keyword === 'discriminator' && fault.params.error === 'mapping'
		? appendToPointer(fault.instancePath, String(fault.params.tag))
		: fault.instancePath;
}

/** Says in both languages what is wrong with a property and what to write instead. */
export function describeFault(fault: ErrorObject, knownProperties: readonly string[]): Message {
	const { keyword, params } = fault;
	switch (keyword) {
		case 'required':
			return {
				en: `“${params.missingProperty}” is missing. Add it.`,
				ar: `الخاصية «${params.missingProperty}» ناقصة. أضفها.`,
			};
		case 'additionalProperties':
		case 'unevaluatedProperties':
			return describeExtra(String(params.additionalProperty ?? params.unevaluatedProperty), knownProperties);
		case 'type':
			return describeType(params.type);
		case 'enum':
			return oneOfValues(params.allowedValues);
		case 'const':
			return oneOfValues([params.allowedValue]);
		case 'minLength':
			return params.limit === 1
				? { en: 'This text is empty. Write it.', ar: 'هذا النص فارغ. اكتبه.' }
				: limit('Write at least', 'اكتب على الأقل', params.limit, 'characters', 'حرفًا');
		case 'maxLength':
			return limit(
				'Shorten the text to at most',
				'اختصر النص إلى',
				params.limit,
				'characters',
				'حرفًا على الأكثر',
			);
		case 'minItems':
			return limit(
				'The list needs at least this many entries:',
				'الحد الأدنى لعدد عناصر القائمة:',
				params.limit,
			);
		case 'maxItems':
			return limit(
				'The list may have at most this many entries:',
				'الحد الأقصى لعدد عناصر القائمة:',
				params.limit,
			);
		case 'minimum':
			return limit('The smallest number allowed is', 'أصغر رقم مسموح به هو', params.limit);
		case 'maximum':
			return limit('The largest number allowed is', 'أكبر رقم مسموح به هو', params.limit);
		case 'exclusiveMinimum':
			return limit('The number must be greater than', 'يجب أن يكون الرقم أكبر من', params.limit);
		case 'exclusiveMaximum':
			return limit('The number must be smaller than', 'يجب أن يكون الرقم أصغر من', params.limit);
		case 'multipleOf':
			return limit('The number must be a multiple of', 'يجب أن يكون الرقم من مضاعفات', params.multipleOf);
		case 'uniqueItems':
			return {
				en: 'An entry of the list is there twice. Remove one.',
				ar: 'يوجد عنصر مكرر في القائمة. احذف أحدهما.',
			};
		case 'discriminator':
			return {
				en: 'This kind of action is not known. Choose one that the catalogue offers.',
				ar: 'هذا النوع من الإجراءات غير معروف. اختر نوعًا من دليل المكوّنات.',
			};
		case 'pattern':
			return describePattern(String(params.pattern));
		case 'format':
			return describeFormat(String(params.format));
		default:
			return {
				en: 'This value does not fit. Compare it with the example of the component in the catalogue.',
				ar: 'هذه القيمة غير مناسبة. قارنها بمثال المكوّن في دليل المكوّنات.',
			};
	}
}

function describeExtra(name: string, known: readonly string[]): Message {
	const nearest = nearestName(name, known);
	return nearest
		? {
				en: `“${name.slice(0, 64)}” is not a property here. Did you mean “${nearest}”?`,
				ar: `«${name.slice(0, 64)}» ليست خاصية هنا. هل تقصد «${nearest}»؟`,
			}
		: {
				en: `“${name.slice(0, 64)}” is not a property here. Remove it.`,
				ar: `«${name.slice(0, 64)}» ليست خاصية هنا. احذفها.`,
			};
}

function describeType(type: unknown): Message {
	const names = (Array.isArray(type) ? type : [type]).map((name) => TYPE_NAMES[String(name)]);
	return {
		en: `This must be ${names.map((name) => name?.en).join(' or ')}.`,
		ar: `يجب أن تكون القيمة ${names.map((name) => name?.ar).join(' أو ')}.`,
	};
}

function oneOfValues(values: readonly unknown[]): Message {
	const shown = values
		.slice(0, 12)
		.map((value) => JSON.stringify(value))
		.join(', ');
	return { en: `Write one of: ${shown}.`, ar: `اكتب إحدى هذه القيم: ${shown}.` };
}

function limit(en: string, ar: string, value: unknown, unitEn = '', unitAr = ''): Message {
	return { en: `${`${en} ${value} ${unitEn}`.trim()}.`, ar: `${`${ar} ${value} ${unitAr}`.trim()}.` };
}

function describePattern(pattern: string): Message {
	if (pattern === SLUG_PATTERN.source) {
		return {
			en: 'This must be a slug such as “lentil-soup”: small Latin letters, digits and single hyphens.',
			ar: 'يجب أن يكون معرّفًا نصيًا مثل «lentil-soup»: أحرف لاتينية صغيرة وأرقام وشرطات مفردة.',
		};
	}
	return {
		en: `This text does not have the form expected, ${pattern}. Compare it with the example in the catalogue.`,
		ar: `صيغة النص غير مطابقة للمطلوب: ${pattern}. قارنها بالمثال في دليل المكوّنات.`,
	};
}

function describeFormat(format: string): Message {
	if (format === HTTPS_URL_FORMAT) {
		return {
			en: 'Write a whole web address that starts with https:// and that phones can reach.',
			ar: 'اكتب عنوان ويب كاملًا يبدأ بـ https:// ويمكن للهواتف الوصول إليه.',
		};
	}
	if (format === IMAGE_SOURCE_FORMAT) {
		return {
			en: 'Choose an image from the library, or write its web address that starts with https://.',
			ar: 'اختر صورة من المكتبة أو اكتب عنوانها الذي يبدأ بـ https://.',
		};
	}
	return {
		en: `This text is not a valid “${format}”. Compare it with the example in the catalogue.`,
		ar: `النص ليس بصيغة «${format}» الصحيحة. قارنه بالمثال في دليل المكوّنات.`,
	};
}
