/** A JSON Schema (2020-12) as stored: an object, since booleans say nothing about properties. */
export type JsonSchema = Record<string, unknown>;

/** One component type that screens may use: a row of `sdui_components`. */
export interface ComponentDefinition {
	/** Lower-case words joined by `_` or `-`, for example `hero_card`. */
	type: string;
	/** The screen schema version that introduced the type, from 1. */
	since_schema_version: number;
	/** Describes `props`. May refer to `bebetter:defs#/$defs/…`, see shared-defs.ts. */
	props_schema: JsonSchema;
	allows_children: boolean;
	/** What stands in for apps that do not know the type: nothing declared, dropped, or another type. */
	fallback: null | 'drop' | (string & {});
	/** Still rendered, but no longer to be used on new screens. */
	deprecated: boolean;
	/** Props that are valid against `props_schema`; a new component in the studio starts with them. */
	example: Record<string, unknown>;
}

/** The collections that a string in props can name a row of, by slug. */
export const REFERENCE_COLLECTIONS = ['foods', 'recipes', 'videos', 'fasting_presets'] as const;
export type ReferenceCollection = (typeof REFERENCE_COLLECTIONS)[number];

export const COMPONENT_TYPE_PATTERN = /^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/;
export const MAX_COMPONENT_TYPE_LENGTH = 64;
