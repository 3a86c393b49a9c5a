import type { JsonSchema } from '../../../domain/screens/catalogue.ts';
import { isRecord } from '../../../domain/record.ts';
import { SHARED_DEFS, SHARED_DEFS_ID } from '../../../domain/screens/shared-defs.ts';
import type { CatalogueComponent } from '../../../domain/screens/studio/contract.ts';
import { walkComponents } from '../../../domain/screens/walk-components.ts';
import { sduiComponents } from '../../../schema/collections/screens.ts';
import type { Row } from '../../../schema/model/collection.ts';
import { currentSources } from '../../purge/purge.ts';
import { decodeRow } from '../../sql/decode-row.ts';
import type { LiveScreen } from '../read-screens.ts';
import type { Studio } from './studio.ts';

type ComponentRow = Row<typeof sduiComponents>;
type Json = CatalogueComponent['props_schema'];

/** Every component type, drafts and archived ones too, in the editors' order. */
export async function readComponents(studio: Studio): Promise<CatalogueComponent[]> {
	const { screens } = await currentSources(studio.delivery);
	const rows: Record<string, unknown>[] = await studio.context
		.database(sduiComponents.name)
		.orderByRaw('case when sort is null then 1 else 0 end, sort, type');
	const uses = countUses(screens.live);
	return rows.map((row) => componentOf(decodeRow(sduiComponents, row) as ComponentRow, uses));
}

const componentOf = (row: ComponentRow, uses: ReadonlyMap<string, number>): CatalogueComponent => ({
	id: row.id,
	type: row.type,
	status: row.status,
	icon: row.icon,
	name: { en: row.name_en ?? '', ar: row.name_ar ?? '' },
	description: { en: row.description_en ?? '', ar: row.description_ar ?? '' },
	since_schema_version: row.since_schema_version,
	props_schema: withSharedDefinitions(row.props_schema ?? {}) as Json,
	allows_children: row.allows_children,
	fallback: row.fallback,
	deprecated: row.deprecated,
	deprecated_reason: { en: row.deprecated_reason_en ?? '', ar: row.deprecated_reason_ar ?? '' },
	example: row.example ?? {},
	used_by: uses.get(row.type) ?? 0,
});

const sharedPrefix = `${SHARED_DEFS_ID}#/$defs/`;
const definitions = SHARED_DEFS['$defs'] as Readonly<Record<string, JsonSchema>>;

/** The same schema with every reference to a shared definition replaced by that definition. */
export function withSharedDefinitions(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(withSharedDefinitions);
	if (!isRecord(schema)) return schema;
	const { $ref, ...rest } = schema;
	const own = Object.fromEntries(
		Object.entries(rest).map(([name, value]) => [name, withSharedDefinitions(value)]),
	);
	if (typeof $ref !== 'string') return own;
	const shared = $ref.startsWith(sharedPrefix) ? definitions[$ref.slice(sharedPrefix.length)] : undefined;
	return shared ? { ...(withSharedDefinitions(shared) as object), ...own } : { $ref, ...own };
}

/** Which types a payload has; live payloads stay the same objects until one of the screens changes. */
const typesOf = new WeakMap<object, ReadonlySet<string>>();

function countUses(live: readonly LiveScreen[]): Map<string, number> {
	const uses = new Map<string, number>();
	for (const { payload_json } of live)
		for (const type of isRecord(payload_json) ? typesIn(payload_json) : [])
			uses.set(type, (uses.get(type) ?? 0) + 1);
	return uses;
}

function typesIn(payload: Record<string, unknown>): ReadonlySet<string> {
	const known = typesOf.get(payload);
	if (known) return known;
	const types = new Set<string>();
	for (const { value } of walkComponents(payload))
		if (isRecord(value) && typeof value['type'] === 'string') types.add(value['type']);
	typesOf.set(payload, types);
	return types;
}
