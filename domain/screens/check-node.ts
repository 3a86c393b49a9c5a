import type { Problem } from '../problem.ts';
import { problemAt } from '../problem.ts';
import { isRecord } from '../record.ts';
import { nearestName } from '../text/nearest.ts';
import type { Catalogue, CompiledComponent } from './compile-catalogue.ts';
import { COMPONENT_ID_PATTERN } from './payload.ts';
import { checkKeys, PAYLOAD_FIELD, payloadError } from './payload-problems.ts';
import { describeFault, pointerOfFault, withoutBranchFaults } from './props-messages.ts';
import type { ComponentNode } from './walk-components.ts';

const COMPONENT_KEYS = ['id', 'type', 'props', 'children', 'fallback'];

export interface ScreenContext {
	/** The row's `schema_version`: what an app must be able to render. */
	schemaVersion: number;
}

/**
 * Checks one component without its children.
 *
 * @param firstUses where each id was first seen; the id of this component is added.
 */
export function checkNode(
	{ value, pointer }: ComponentNode,
	catalogue: Catalogue,
	context: ScreenContext,
	firstUses: Map<string, string>,
): Problem[] {
	if (!isRecord(value)) {
		return [
			payloadError(pointer, 'COMPONENT_NOT_AN_OBJECT', {
				en: 'A component is an object with “id” and “type”. Correct it or remove it from the list.',
				ar: 'المكوّن كائن فيه «id» و«type». صحّحه أو احذفه من القائمة.',
			}),
		];
	}
	return [
		...checkId(value, pointer, firstUses),
		...checkShape(value, pointer),
		...checkType(value, pointer, catalogue, context),
	];
}

function checkId(
	component: Record<string, unknown>,
	pointer: string,
	firstUses: Map<string, string>,
): Problem[] {
	const { id } = component;
	if (typeof id !== 'string' || !COMPONENT_ID_PATTERN.test(id)) {
		return [
			payloadError('id' in component ? `${pointer}/id` : pointer, 'COMPONENT_ID_INVALID', {
				en: 'Give the component an “id” such as “hero-1”: a small Latin letter, then letters, digits and hyphens, at most 64.',
				ar: 'أعطِ المكوّن «id» مثل «hero-1»: حرف لاتيني صغير تليه أحرف وأرقام وشرطات، بحد أقصى 64.',
			}),
		];
	}
	const first = firstUses.get(id);
	if (first !== undefined) {
		return [
			payloadError(`${pointer}/id`, 'COMPONENT_ID_REPEATED', {
				en: `The id “${id}” is already used at ${first}. Choose another one.`,
				ar: `المعرّف «${id}» مستخدم من قبل في ${first}. اختر معرّفًا آخر.`,
			}),
		];
	}
	firstUses.set(id, pointer);
	return [];
}

function checkShape(component: Record<string, unknown>, pointer: string): Problem[] {
	const problems = checkKeys(component, COMPONENT_KEYS, pointer);
	const { children, fallback } = component;
	if (children !== undefined && !Array.isArray(children)) {
		problems.push(
			payloadError(`${pointer}/children`, 'CHILDREN_NOT_A_LIST', {
				en: '“children” must be a list of components in brackets [ ].',
				ar: 'يجب أن تكون «children» قائمة مكوّنات بين قوسين [ ].',
			}),
		);
	}
	if (fallback !== undefined && fallback !== 'drop' && !isRecord(fallback)) {
		problems.push(
			payloadError(`${pointer}/fallback`, 'FALLBACK_INVALID', {
				en: '“fallback” must be another component, or "drop" to show nothing.',
				ar: 'يجب أن يكون «fallback» مكوّنًا آخر، أو "drop" لعدم عرض شيء.',
			}),
		);
	}
	return problems;
}

function checkType(
	component: Record<string, unknown>,
	pointer: string,
	catalogue: Catalogue,
	context: ScreenContext,
): Problem[] {
	const { type } = component;
	const entry = typeof type === 'string' ? catalogue.components.get(type) : undefined;
	if (!entry) return [unknownType(component, pointer, catalogue)];

	const problems = checkAge(component, pointer, entry, context);
	if (
		!entry.definition.allows_children &&
		Array.isArray(component.children) &&
		component.children.length > 0
	) {
		problems.push(
			payloadError(`${pointer}/children`, 'CHILDREN_NOT_ALLOWED', {
				en: `“${type}” cannot hold other components. Move them out of it.`,
				ar: `لا يمكن لـ«${type}» أن يحوي مكوّنات أخرى. انقلها إلى خارجه.`,
			}),
		);
	}
	return [...problems, ...checkProps(component, pointer, entry)];
}

function unknownType(component: Record<string, unknown>, pointer: string, catalogue: Catalogue): Problem {
	const { type } = component;
	const at = 'type' in component ? `${pointer}/type` : pointer;
	if (typeof type !== 'string' || type === '') {
		return payloadError(at, 'COMPONENT_TYPE_MISSING', {
			en: 'Every component needs a “type” from the catalogue.',
			ar: 'يحتاج كل مكوّن إلى «type» من دليل المكوّنات.',
		});
	}
	const nearest = nearestName(type, catalogue.components.keys());
	const hint = nearest
		? { en: `Did you mean “${nearest}”?`, ar: `هل تقصد «${nearest}»؟` }
		: { en: 'Choose a type from the catalogue.', ar: 'اختر نوعًا من دليل المكوّنات.' };
	return payloadError(at, 'COMPONENT_TYPE_UNKNOWN', {
		en: `There is no component “${type.slice(0, 64)}”. ${hint.en}`,
		ar: `لا يوجد مكوّن باسم «${type.slice(0, 64)}». ${hint.ar}`,
	});
}

function checkAge(
	component: Record<string, unknown>,
	pointer: string,
	{ definition }: CompiledComponent,
	{ schemaVersion }: ScreenContext,
): Problem[] {
	const { type, since_schema_version: since, deprecated } = definition;
	const problems: Problem[] = [];
	if (since > schemaVersion) {
		// An app that does not know the type still knows the fallback that stands beside it.
		const isCovered = component.fallback !== undefined;
		const message = isCovered
			? {
					en: `“${type}” needs schema version ${since}. Apps with version ${schemaVersion} will show its fallback.`,
					ar: `يتطلب «${type}» إصدار المخطط ${since}. ستعرض تطبيقات الإصدار ${schemaVersion} البديل المحدد.`,
				}
			: {
					en: `“${type}” needs schema version ${since}, the screen says ${schemaVersion}. Raise the screen’s schema version or give the component a fallback.`,
					ar: `يتطلب «${type}» إصدار المخطط ${since} بينما إصدار الشاشة ${schemaVersion}. ارفع إصدار مخطط الشاشة أو حدّد بديلًا للمكوّن.`,
				};
		problems.push(
			problemAt(
				isCovered ? 'warning' : 'error',
				PAYLOAD_FIELD,
				'COMPONENT_TOO_NEW',
				message,
				`${pointer}/type`,
			),
		);
	}
	if (deprecated) {
		problems.push(
			problemAt(
				'warning',
				PAYLOAD_FIELD,
				'COMPONENT_DEPRECATED',
				{
					en: `“${type}” is deprecated and will disappear. Use another component.`,
					ar: `«${type}» مهمل وسيُزال لاحقًا. استخدم مكوّنًا آخر.`,
				},
				`${pointer}/type`,
			),
		);
	}
	return problems;
}

function checkProps(
	component: Record<string, unknown>,
	pointer: string,
	entry: CompiledComponent,
): Problem[] {
	const hasProps = component.props !== undefined;
	const base = hasProps ? `${pointer}/props` : pointer;
	const props = hasProps ? component.props : {};
	if (!isRecord(props)) {
		return [
			payloadError(base, 'PROPS_NOT_AN_OBJECT', {
				en: '“props” must be an object in braces { }.',
				ar: 'يجب أن تكون «props» كائنًا بين قوسين { }.',
			}),
		];
	}
	const faults = findPropsFaults(entry, props);
	if (!faults) {
		return [
			payloadError(`${pointer}/type`, 'COMPONENT_DEFINITION_BROKEN', {
				en: `The catalogue’s schema of “${entry.definition.type}” is faulty. Correct it in the component catalogue first.`,
				ar: `مخطط «${entry.definition.type}» في دليل المكوّنات معطوب. صحّحه في الدليل أولًا.`,
			}),
		];
	}
	const known = isRecord(entry.definition.props_schema.properties)
		? Object.keys(entry.definition.props_schema.properties)
		: [];
	return withoutBranchFaults(faults).map((one) =>
		payloadError(`${base}${pointerOfFault(one)}`, 'PROPS_INVALID', describeFault(one, known)),
	);
}

function findPropsFaults({ checkProps: check }: CompiledComponent, props: Record<string, unknown>) {
	try {
		return check?.(props).faults;
	} catch {
		// A schema that refers to itself without descending into the value exhausts the stack.
		return undefined;
	}
}
