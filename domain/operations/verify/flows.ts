import { defineFindings } from '../doctor/finding.ts';
import type { Finding } from '../doctor/contract.ts';
import { equalJson } from '../../screens/changes/equal-json.ts';

/** An operation of a flow, as far as two of them are compared. */
export interface OperationFacts {
	readonly id: string;
	readonly key: string;
	readonly type: string;
	readonly options: Readonly<Record<string, unknown>>;
}

export interface FlowFacts {
	readonly id: string;
	readonly name: string;
	readonly trigger: string;
	readonly options: Readonly<Record<string, unknown>>;
	/** In the order in which they run. */
	readonly operations: readonly OperationFacts[];
}

export interface StoredFlow extends FlowFacts {
	readonly isActive: boolean;
}

export const flowFindings = defineFindings('flows', {
	'flow-missing': {
		severity: 'warning',
		found: { en: 'Flows of BeBetter were deleted.', ar: 'حُذفت مسارات عمل لـ BeBetter.' },
		remedy: {
			en: 'Restore them from a backup if nobody meant it; provisioning makes a flow only once.',
			ar: 'استعدها من نسخة احتياطية إن لم يكن مقصودًا؛ فالتجهيز ينشئ المسار مرة واحدة.',
		},
	},
	'flow-inactive': {
		severity: 'warning',
		found: { en: 'Flows of BeBetter are inactive.', ar: 'مسارات عمل لـ BeBetter معطّلة.' },
		remedy: {
			en: 'Activate them under Flows; without a licence Directus 12 allows five active ones.',
			ar: 'فعّلها من مسارات العمل؛ يسمح Directus 12 بلا رخصة بخمسة مسارات مفعّلة.',
		},
	},
	'flow-changed': {
		severity: 'info',
		found: {
			en: 'Flows of BeBetter differ from what was provisioned.',
			ar: 'مسارات عمل لـ BeBetter تختلف عمّا أُنشئت عليه.',
		},
		remedy: {
			en: 'Nothing to do if somebody has decided so; flows are yours to change.',
			ar: 'لا يلزم شيء إن كان مقصودًا؛ لك أن تغيّر المسارات.',
		},
	},
});

export function judgeFlows(declared: readonly FlowFacts[], stored: readonly StoredFlow[]): Finding[] {
	const { find } = flowFindings;
	const byId = new Map(stored.map((flow) => [flow.id, flow]));
	const missing = declared.filter(({ id }) => !byId.has(id)).map(({ name }) => name);
	const inactive = declared.filter(({ id }) => byId.get(id)?.isActive === false).map(({ name }) => name);
	const changes = declared.flatMap((flow) => {
		const now = byId.get(flow.id);
		return now ? differences(flow, now).map((part) => `${flow.name}: ${part}`) : [];
	});
	return [
		...(missing.length > 0 ? [find('flow-missing', {}, missing)] : []),
		...(inactive.length > 0 ? [find('flow-inactive', {}, inactive)] : []),
		...(changes.length > 0 ? [find('flow-changed', {}, changes)] : []),
	];
}

/** By name only: an option may hold what is nobody's business. */
function differences(declared: FlowFacts, stored: StoredFlow): string[] {
	const operations = new Map(stored.operations.map((operation) => [operation.id, operation]));
	const known = new Set(declared.operations.map(({ id }) => id));
	const order = (flow: FlowFacts): string[] =>
		flow.operations.map(({ id }) => id).filter((id) => known.has(id) && operations.has(id));
	return [
		...(declared.trigger === stored.trigger ? [] : ['trigger']),
		...changedOptions(declared.options, stored.options).map((name) => `option ${name}`),
		...declared.operations.flatMap((operation) => changesOf(operation, operations.get(operation.id))),
		...stored.operations.filter(({ id }) => !known.has(id)).map(({ key }) => `operation ${key} added`),
		...(equalJson(order(declared), order(stored)) ? [] : ['order of operations']),
	];
}

function changesOf(declared: OperationFacts, stored: OperationFacts | undefined): string[] {
	if (!stored) return [`operation ${declared.key} removed`];
	if (declared.type !== stored.type) return [`operation ${declared.key} has another type`];
	return changedOptions(declared.options, stored.options).map(
		(name) => `option ${name} of operation ${declared.key}`,
	);
}

/** Only what is declared: Directus adds options of its own. */
const changedOptions = (declared: FlowFacts['options'], stored: FlowFacts['options']): string[] =>
	Object.keys(declared).filter((name) => !equalJson(declared[name] ?? null, stored[name] ?? null));
