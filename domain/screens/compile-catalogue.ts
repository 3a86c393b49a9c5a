import type { ErrorObject } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isPublicHttpsUrl } from '../content/video-url.ts';
import type { Problem } from '../problem.ts';
import { errorAt } from '../problem.ts';
import type { ComponentDefinition, JsonSchema, ReferenceCollection } from './catalogue.ts';
import { findSlowPatterns } from './slow-patterns.ts';
import { HTTPS_URL_FORMAT, IMAGE_SOURCE_FORMAT, REFERENCE_KEYWORD, SHARED_DEFS } from './shared-defs.ts';
import { isUuid } from '../text/uuid.ts';

/** A slug found in props, with its place inside them. */
export interface PropsReference {
	collection: ReferenceCollection;
	slug: string;
	pointer: string;
}

export interface PropsVerdict {
	faults: readonly ErrorObject[];
	references: readonly PropsReference[];
}

export interface CompiledComponent {
	definition: ComponentDefinition;
	/** Null when `props_schema` does not compile, or could take minutes. Throws RangeError for a schema that refers to itself for ever. */
	checkProps: ((props: unknown) => PropsVerdict) | null;
}

/** All component types, ready to check screens with. Compile once and keep it. */
export interface Catalogue {
	components: ReadonlyMap<string, CompiledComponent>;
	/** Definitions that cannot be used, and why. The rest of the catalogue works. */
	problems: readonly Problem[];
}

/** Compiles every `props_schema`. Never throws: a definition at fault becomes a problem. */
export function compileCatalogue(definitions: readonly ComponentDefinition[]): Catalogue {
	const ajv = createValidator();
	const components = new Map<string, CompiledComponent>();
	const problems: Problem[] = [];
	for (const definition of definitions) {
		const { checkProps, problems: found } = compileDefinition(ajv, definition);
		components.set(definition.type, { definition, checkProps });
		problems.push(...found);
	}
	return { components, problems };
}

function createValidator(): Ajv2020 {
	const ajv = new Ajv2020({
		allErrors: true,
		strict: false,
		discriminator: true,
		// The reference keyword writes into the object the validator is called on.
		passContext: true,
		ownProperties: true,
		logger: false,
	});
	ajv.addFormat(HTTPS_URL_FORMAT, isPublicHttpsUrl);
	ajv.addFormat(IMAGE_SOURCE_FORMAT, (text) => isUuid(text) || isPublicHttpsUrl(text));
	ajv.addKeyword({
		keyword: REFERENCE_KEYWORD,
		type: 'string',
		schemaType: 'string',
		errors: false,
		validate(
			this: { references: PropsReference[] },
			collection: ReferenceCollection,
			slug: string,
			_parentSchema: unknown,
			context?: { instancePath: string },
		) {
			this.references.push({ collection, slug, pointer: context?.instancePath ?? '' });
			return true;
		},
	});
	ajv.addSchema(SHARED_DEFS);
	return ajv;
}

function compileDefinition(
	ajv: Ajv2020,
	{ type, props_schema: schema }: ComponentDefinition,
): { checkProps: CompiledComponent['checkProps']; problems: Problem[] } {
	try {
		const validate = ajv.compile(withoutId(schema));
		const slow = findSlowPatterns(schema);
		if (slow.length > 0) return { checkProps: null, problems: slow };
		const checkProps = (props: unknown): PropsVerdict => {
			const context = { references: [] as PropsReference[] };
			const isValid = validate.call(context, props);
			return { faults: isValid === true ? [] : (validate.errors ?? []), references: context.references };
		};
		return { checkProps, problems: [] };
	} catch (error) {
		return { checkProps: null, problems: [brokenSchema(type, error)] };
	}
}

/** Two definitions copied from each other may carry the same `$id`, which would make them clash. */
function withoutId(schema: JsonSchema): JsonSchema {
	if (schema === null || typeof schema !== 'object' || Array.isArray(schema)) {
		throw new TypeError('props_schema must be an object');
	}
	// An asynchronous validator answers with a promise, which would pass for "valid".
	const { $id: _id, $async: _async, ...rest } = schema;
	return rest;
}

function brokenSchema(type: string, error: unknown): Problem {
	const reason = (error instanceof Error ? error.message : String(error)).slice(0, 300);
	return errorAt('props_schema', 'PROPS_SCHEMA_BROKEN', {
		en: `The schema of “${type}” does not compile: ${reason}. Correct it as JSON Schema 2020-12.`,
		ar: `تعذّرت قراءة مخطط «${type}»: ${reason}. صحّحه وفق JSON Schema 2020-12.`,
	});
}
