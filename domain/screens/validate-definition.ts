import type { Message, Problem } from '../problem.ts';
import { errorAt, hasErrors, warningAt } from '../problem.ts';
import { isRecord } from '../record.ts';
import { nearestName } from '../text/nearest.ts';
import type { ComponentDefinition } from './catalogue.ts';
import { COMPONENT_TYPE_PATTERN, MAX_COMPONENT_TYPE_LENGTH } from './catalogue.ts';
import { compileCatalogue } from './compile-catalogue.ts';
import { findJsonFaults } from './json-guard.ts';
import { describeFault, pointerOfFault, withoutBranchFaults } from './props-messages.ts';

const DROP = 'drop';

/**
 * Checks one catalogue entry: its name, that its schema compiles and its example fits, and that its
 * fallback is known and leads to an end. Total for any row.
 *
 * @param others the rest of the catalogue; an entry of the same type in it is taken for the old state.
 */
export function validateDefinition(
	row: Record<string, unknown>,
	others: readonly ComponentDefinition[],
): Problem[] {
	return [
		...checkType(row.type),
		...checkSince(row.since_schema_version),
		...checkSchema(row),
		...checkFallback(row, others),
	];
}

function checkType(type: unknown): Problem[] {
	const isGood =
		typeof type === 'string' &&
		type.length <= MAX_COMPONENT_TYPE_LENGTH &&
		COMPONENT_TYPE_PATTERN.test(type) &&
		type !== DROP;
	if (isGood) return [];
	return [
		errorAt('type', 'COMPONENT_TYPE_INVALID', {
			en: 'Name the component with small Latin letters, digits and underscores, such as “hero_card”; “drop” is reserved.',
			ar: 'سمِّ المكوّن بأحرف لاتينية صغيرة وأرقام وشرطات سفلية مثل «hero_card»؛ والاسم «drop» محجوز.',
		}),
	];
}

function checkSince(since: unknown): Problem[] {
	if (Number.isSafeInteger(since) && (since as number) >= 1) return [];
	return [
		errorAt('since_schema_version', 'SCHEMA_VERSION_INVALID', {
			en: 'Enter the schema version that introduced the component: a whole number from 1.',
			ar: 'أدخل إصدار المخطط الذي أضاف المكوّن: عدد صحيح يبدأ من 1.',
		}),
	];
}

function checkSchema(row: Record<string, unknown>): Problem[] {
	const { type, props_schema: schema, example } = row;
	const nested = [...jsonFaults(schema, 'props_schema'), ...jsonFaults(example, 'example')];
	if (hasErrors(nested)) return nested;
	if (!isRecord(schema)) {
		return [
			errorAt('props_schema', 'PROPS_SCHEMA_MISSING', {
				en: 'Describe the properties as a JSON Schema, for example {"type":"object","properties":{}}.',
				ar: 'صف الخصائص بمخطط JSON Schema، مثل {"type":"object","properties":{}}.',
			}),
		];
	}

	const name = typeof type === 'string' ? type : '';
	const definition = { ...row, type: name, props_schema: schema } as unknown as ComponentDefinition;
	const { components, problems } = compileCatalogue([definition]);
	if (problems.length > 0) return [...problems];
	if (!isRecord(example)) {
		return [
			errorAt('example', 'EXAMPLE_MISSING', {
				en: 'Give example properties as an object; a new component in the studio starts with them.',
				ar: 'أضف مثالًا للخصائص على شكل كائن، فبه يبدأ كل مكوّن جديد في الاستوديو.',
			}),
		];
	}
	try {
		const faults = components.get(name)?.checkProps?.(example).faults ?? [];
		const known = isRecord(schema.properties) ? Object.keys(schema.properties) : [];
		return withoutBranchFaults(faults).map((fault) =>
			errorAt('example', 'EXAMPLE_INVALID', describeFault(fault, known), pointerOfFault(fault)),
		);
	} catch {
		return [
			errorAt('props_schema', 'PROPS_SCHEMA_BROKEN', {
				en: 'The schema refers to itself for ever. Remove the “$ref” that leads back to its own place.',
				ar: 'يشير المخطط إلى نفسه بلا نهاية. احذف «$ref» الذي يعود إلى موضعه نفسه.',
			}),
		];
	}
}

function jsonFaults(value: unknown, field: string): Problem[] {
	return findJsonFaults(value)
		.filter(({ kind }) => kind === 'too_deep' || kind === 'too_large')
		.map(({ pointer }) =>
			errorAt(
				field,
				'JSON_TOO_LARGE',
				{
					en: 'This is nested too deeply or too large. Simplify it.',
					ar: 'التداخل عميق جدًا أو الحجم كبير جدًا. بسّط المحتوى.',
				},
				pointer,
			),
		);
}

function checkFallback(row: Record<string, unknown>, others: readonly ComponentDefinition[]): Problem[] {
	const { type, fallback, since_schema_version: since } = row;
	if (fallback === null || fallback === undefined || fallback === '' || fallback === DROP) return [];

	const byType = new Map(others.map((other) => [other.type, other]));
	const target = typeof fallback === 'string' && fallback !== type ? byType.get(fallback) : undefined;
	if (!target)
		return [
			fallbackError(
				'FALLBACK_UNKNOWN',
				fallback === type ? OWN_FALLBACK : unknownFallback(fallback, byType.keys()),
			),
		];

	const seen = new Set<unknown>([type]);
	for (let next: ComponentDefinition | undefined = target; next; next = byType.get(next.fallback ?? '')) {
		if (seen.has(next.type)) return [fallbackError('FALLBACK_CYCLE', CYCLE)];
		seen.add(next.type);
	}
	if (target.since_schema_version >= Number(since) && target.since_schema_version > 1) {
		return [
			warningAt('fallback', 'FALLBACK_NOT_OLDER', {
				en: `Apps too old for this component do not know “${target.type}” either. Choose an older one, or “drop”.`,
				ar: `التطبيقات التي لا تعرف هذا المكوّن لا تعرف «${target.type}» أيضًا. اختر مكوّنًا أقدم أو «drop».`,
			}),
		];
	}
	return [];
}

const OWN_FALLBACK: Message = {
	en: 'A component cannot be its own fallback. Choose another one, or “drop”.',
	ar: 'لا يمكن للمكوّن أن يكون بديلًا لنفسه. اختر مكوّنًا آخر أو «drop».',
};

const CYCLE: Message = {
	en: 'The fallbacks lead in a circle. Let the last one be “drop” or empty.',
	ar: 'البدائل تدور في حلقة. اجعل آخرها «drop» أو فارغًا.',
};

function unknownFallback(fallback: unknown, known: Iterable<string>): Message {
	const nearest = typeof fallback === 'string' ? nearestName(fallback, known) : null;
	return {
		en: `The fallback is no known component. ${nearest ? `Did you mean “${nearest}”?` : 'Choose one of the catalogue, or “drop”.'}`,
		ar: `البديل ليس مكوّنًا معروفًا. ${nearest ? `هل تقصد «${nearest}»؟` : 'اختر مكوّنًا من الدليل أو «drop».'}`,
	};
}

function fallbackError(code: string, message: Message): Problem {
	return errorAt('fallback', code, message);
}
