import { z } from 'zod';
import { anyJson } from '../../any-json.ts';

/**
 * What the studio and a pipeline say to `/ops/screens` and get from it: one source for the checks of requests, the
 * OpenAPI document and the types of the Studio's module, which imports the types alone.
 */

const minimumVersion = z
	.string('must be a version such as 1.4.0, or null')
	.max(64, 'may have 64 characters at most')
	.nullable();

/** The minimum app versions of one screen; null for none. A platform's own wins over the common one. */
export const floorsSchema = z.strictObject({
	min_app_version: minimumVersion,
	min_app_version_ios: minimumVersion,
	min_app_version_android: minimumVersion,
});
export type Floors = z.infer<typeof floorsSchema>;

const screenKeyPattern = /^[a-z0-9_-]+$/;

/** Names one variant: what is live at most once. Written out, since Vue's compiler reads pages' props from it. */
export interface VariantName {
	screen_key: string;
	goal: 'default' | 'lose' | 'maintain' | 'gain';
	locale: 'en' | 'ar';
}

export const variantNameSchema = z.strictObject({
	screen_key: z
		.string('must be the key of a screen, such as home')
		.max(64, 'may have 64 characters at most')
		.regex(screenKeyPattern, 'may hold small Latin letters, digits, underscores and hyphens only'),
	goal: z.enum(['default', 'lose', 'maintain', 'gain'], 'must be one of default, lose, maintain, gain'),
	locale: z.enum(['en', 'ar'], 'must be one of en, ar'),
}) satisfies z.ZodType<VariantName>;

const schemaVersion = z
	.int('must be a whole number')
	.min(1, 'must be at least 1')
	.max(100_000, 'must be at most 100000');

/** What an editor changes of a variant. */
export const layoutSchema = z.strictObject({
	payload: anyJson.describe('The tree of components'),
	schema_version: schemaVersion,
	floors: floorsSchema,
});
export type Layout = z.infer<typeof layoutSchema>;

/** What a column of the type integer holds. */
export const largestInteger = 2_147_483_647;

const count = z
	.int('must be a whole number')
	.min(0, 'must be at least 0')
	.max(largestInteger, `must be at most ${largestInteger}`);

const baseRevision = count.describe('The live revision that the change began with; 0 when nothing was live');

/** One change that is checked, previewed or published. */
export const changeSchema = z.strictObject({
	...variantNameSchema.shape,
	...layoutSchema.shape,
	base_revision: baseRevision,
});
export type Change = z.infer<typeof changeSchema>;

const message = z.object({ en: z.string(), ar: z.string() });

export const problemSchema = z.object({
	severity: z.enum(['error', 'warning']),
	code: z.string(),
	field: z.string(),
	pointer: z.string().optional().describe('RFC 6901, inside the payload'),
	message,
});

const author = z.object({ id: z.string(), name: z.string() }).nullable();
const moment = z.string().describe('ISO 8601 in UTC');
const sizedShare = z.number().min(0).max(1);

/** States of a cell of the overview; one cell may have several. */
export const cellStates = [
	'live',
	'draft',
	'scheduled',
	'differs_from_default',
	'invalid',
	'missing_translation',
	'rendering_fails',
] as const;
export type CellState = (typeof cellStates)[number];

/** A cell of the overview: one variant that exists live, as a draft, or both. */
export const overviewCellSchema = z.object({
	...variantNameSchema.shape,
	id: z.string().nullable().describe('Of its row in sdui_screens; null while it is only a draft'),
	states: z.array(z.enum(cellStates)),
	live_revision: z.int().nullable(),
	schema_version: z.int(),
	floors: floorsSchema,
	problems: z.object({ errors: z.int(), warnings: z.int() }),
	scheduled_for: moment.nullable(),
	/** Its time came and it was refused; the draft says why. */
	publication_failed: z.boolean().optional(),
	changed_at: moment.nullable(),
	changed_by: author,
});
export type OverviewCell = z.infer<typeof overviewCellSchema>;

/** `GET /ops/screens` */
export const overviewAnswer = z.object({
	data: z.array(overviewCellSchema),
	meta: z.object({
		/** Whether the caller may set floors above the threshold (with a typed confirmation). */
		may_exceed_threshold: z.boolean(),
		/** Share of active users from which a floor needs a confirmation. */
		floor_threshold: sizedShare,
	}),
});
export type Overview = z.infer<typeof overviewAnswer>;

/** A draft as it is stored; the live screen goes on meanwhile. */
export const draftSchema = z.object({
	...layoutSchema.shape,
	base_revision: baseRevision,
	version: z.int().describe('Counts its saves, for optimistic locking'),
	note: z.string().nullable(),
	publish_at: moment.nullable(),
	/** Why a publication at a set time did not happen; null otherwise. */
	failure: z.array(problemSchema).nullable(),
	changed_at: moment,
	changed_by: author,
});
export type Draft = z.infer<typeof draftSchema>;

/** `GET /ops/screens/:screen_key/:goal/:locale` */
export const variantAnswer = z.object({
	data: z.object({
		...variantNameSchema.shape,
		id: z.string().nullable(),
		live: z
			.object({
				...layoutSchema.shape,
				revision: z.int(),
				published_at: moment,
				published_by: author,
				note: z.string().nullable(),
			})
			.nullable(),
		draft: draftSchema.nullable(),
	}),
});
export type Variant = z.infer<typeof variantAnswer>['data'];

/** `PUT /ops/screens/:screen_key/:goal/:locale/draft`; answers a `variantAnswer`. An invalid draft is kept too. */
export const draftRequest = z.strictObject({
	...layoutSchema.shape,
	base_revision: baseRevision,
	version: count.describe(
		'Of the draft that was changed; 0 for a new one. Another one answers 409 DRAFT_CHANGED',
	),
	note: z.string('must be a text').max(2000, 'may have 2000 characters at most').nullable().default(null),
});

/** Something an app of an older schema version would do worse with than with the live release. */
export const breakSchema = z.object({
	code: z.enum([
		'COMPONENT_TYPE_NEW',
		'PROPERTY_REMOVED',
		'PROPERTY_RETYPED',
		'PROPERTY_REQUIRED',
		'ENUM_WIDENED',
		'ENUM_NARROWED',
		'CHILDREN_CHANGED',
	]),
	/** Breaking needs a new schema version; a notice does not. */
	severity: z.enum(['breaking', 'notice']),
	pointer: z.string(),
	component_type: z.string(),
	message,
});
export type Break = z.infer<typeof breakSchema>;

/** One step of a readable comparison: of components and properties, not of text. */
export const differenceSchema = z.object({
	kind: z.enum(['added', 'removed', 'moved', 'changed']),
	/** In the newer payload; in the older one for what was removed. */
	pointer: z.string(),
	component: z.object({ id: z.string(), type: z.string() }).nullable().describe('null: the screen itself'),
	/** The property that changed, for example `props.title`; null for a whole component. */
	property: z.string().nullable(),
	before: anyJson.nullable(),
	after: anyJson.nullable(),
});
export type Difference = z.infer<typeof differenceSchema>;

/** How a variant and its translation differ in structure. */
export const parityDifferenceSchema = z.object({
	kind: z.enum(['missing', 'extra', 'different_type', 'different_order', 'different_value', 'untranslated']),
	pointer: z.string(),
	component_id: z.string().nullable(),
	message,
});
export type ParityDifference = z.infer<typeof parityDifferenceSchema>;

/** Active users of one app version on one platform. */
export const activeVersionSchema = z.object({
	platform: z.enum(['ios', 'android', 'unknown']),
	app_version: z.string().describe('As apps report it; unknown when it cannot be read'),
	/** The highest schema version that these apps said they render; null when they did not say. */
	schema_version: z.int().nullable(),
	users: z.int(),
	share: sizedShare,
	/** Which side of the gate they are on. */
	outcome: z.enum(['served', 'last_good', 'blocked']),
});

/** What a change costs users who were active in the last `days` days. */
export const impactSchema = z.object({
	days: z.union([z.literal(7), z.literal(28)]),
	active_users: z.int(),
	blocked: z.object({ users: z.int(), share: sizedShare }),
	last_good: z.object({ users: z.int(), share: sizedShare }),
	/** Blocked now already, by what is live. */
	already_blocked: z.object({ users: z.int(), share: sizedShare }),
	/** Whom its floors block where nothing does today: what a confirmation has to name. */
	newly_blocked: z.object({ users: z.int(), share: sizedShare }),
	versions: z.array(activeVersionSchema).describe('The largest first'),
	/** From the trend of the last 28 days: the share blocked on each of the next 30 days, day 0 first. */
	projection: z.array(z.object({ day: z.int(), blocked_share: sizedShare })),
	/** Why there is no projection or why to doubt it; empty otherwise. */
	caveats: z.array(message),
});
export type Impact = z.infer<typeof impactSchema>;

/** What has to hold before a change is published. */
export const gateSchema = z.object({
	code: z.enum([
		'INVALID',
		'BREAKING_CHANGE',
		'SCREEN_CHANGED',
		'FLOOR_ABOVE_THRESHOLD',
		'FLOOR_NEEDS_CONFIRMATION',
		'NOTHING_CHANGED',
	]),
	message,
});
export type Gate = z.infer<typeof gateSchema>;

/** Everything known of one change before it is published. */
export const changeReportSchema = z.object({
	...variantNameSchema.shape,
	live_revision: z.int().describe('0 when nothing is live'),
	problems: z.array(problemSchema),
	breaks: z.array(breakSchema),
	/** The least schema version that the change may be published with. */
	proposed_schema_version: z.int(),
	differences: z.array(differenceSchema),
	parity: z.array(parityDifferenceSchema).nullable().describe('null when there is no other language'),
	/** What stands between this change and its publication; empty when nothing does. */
	gates: z.array(gateSchema),
});
export type ChangeReport = z.infer<typeof changeReportSchema>;

const changes = z
	.array(changeSchema, 'must be a list of changes')
	.min(1, 'must hold at least one change')
	.max(200, 'may hold 200 changes at most');

/** `POST /ops/screens/check`: problems, breaking changes, differences, parity, whom it blocks. Changes nothing. */
export const checkRequest = z.strictObject({
	changes,
	/** Whom it blocks is counted from events; leave it out where only validity matters. */
	with_impact: z.boolean('must be true or false').default(false),
});
export const checkAnswer = z.object({
	data: z.object({
		reports: z.array(changeReportSchema),
		/** Of all changes together, for 7 and for 28 days; null unless asked for. */
		impact: z.array(impactSchema).nullable(),
	}),
});
export type Check = z.infer<typeof checkAnswer>['data'];

/** Typed by a person who has read how many users a floor blocks. */
const confirmation = z
	.strictObject({
		blocked_users: count,
	})
	.nullable()
	.default(null);

/** `POST /ops/screens/publish`: all changes or none, in one transaction. */
export const publishRequest = z.strictObject({
	changes,
	note: z.string('must be a text').max(2000, 'may have 2000 characters at most').nullable().default(null),
	confirmation,
	/** Absent: now. The gates are asked again when the time has come. */
	publish_at: z.iso
		.datetime({ error: 'must be a time such as 2026-12-01T06:00:00Z' })
		.nullable()
		.default(null),
});
export type PublishRequest = z.infer<typeof publishRequest>;

const releaseMark = z.object({
	...variantNameSchema.shape,
	revision: z.int(),
	schema_version: z.int(),
	published_at: moment,
	published_by: author,
	note: z.string().nullable(),
});

/** How long each instance took until it served the new state. */
const purgeReceipt = z.object({
	complete: z.boolean(),
	waited_ms: z.number(),
	instances: z.array(z.object({ id: z.string(), milliseconds: z.number().nullable() })),
	tags: z.array(z.string()),
});

export const publishAnswer = z.object({
	data: z.object({
		releases: z.array(releaseMark),
		receipt: purgeReceipt.nullable(),
		/** When it waits for its time. */
		publication: z.object({ id: z.string(), publish_at: moment }).nullable(),
	}),
});
export type Published = z.infer<typeof publishAnswer>['data'];

/** `POST /ops/screens/floors`: the same floors for several variants, released in one transaction. */
export const floorsRequest = z.strictObject({
	variants: z.array(variantNameSchema, 'must be a list').min(1, 'must name at least one screen').max(2000),
	floors: floorsSchema,
	note: z.string('must be a text').max(2000, 'may have 2000 characters at most').nullable().default(null),
	confirmation,
});

/** `POST /ops/screens/floors/check`: whom it would block. */
export const floorsCheckRequest = floorsRequest.pick({ variants: true, floors: true });
export const floorsCheckAnswer = z.object({
	data: z.object({
		impact: z.array(impactSchema),
		/** What each candidate would block of the last 28 days, lowest version first. */
		candidates: z.array(
			z.object({
				platform: z.enum(['ios', 'android']),
				version: z.string(),
				blocked_share: sizedShare,
				/** Day by which it is expected to block less than the threshold; null when not within 30 days. */
				below_threshold_in_days: z.int().nullable(),
			}),
		),
		gates: z.array(gateSchema),
	}),
});
export type FloorsCheck = z.infer<typeof floorsCheckAnswer>['data'];

/** `GET /ops/screens/scheduled` */
export const scheduledAnswer = z.object({
	data: z.array(
		z.object({
			id: z.string(),
			publish_at: moment,
			note: z.string().nullable(),
			created_by: author,
			variants: z.array(variantNameSchema),
		}),
	),
});
export type Scheduled = z.infer<typeof scheduledAnswer>['data'];

const renderFailures = z.object({
	failures: z.int(),
	users: z.int(),
	views: z.int(),
	/** Failures for each view; null without views. */
	rate: z.number().nullable(),
});

export const releaseSchema = z.object({
	...releaseMark.shape,
	floors: floorsSchema,
	/** How it differs from the release before; for the first one, everything is added. */
	differences: z.array(differenceSchema),
	is_live: z.boolean(),
	/** `screen_render_failed` against `screen_viewed` while it was live, 28 days at most. */
	rendering: renderFailures,
	/** Set when failures rose after it, compared with the release before. */
	warning: message.nullable(),
});
export type Release = z.infer<typeof releaseSchema>;

/** `GET /ops/screens/:screen_key/:goal/:locale/releases?before=&limit=`, the newest first. */
export const releasesAnswer = z.object({
	data: z.array(releaseSchema),
	meta: z.object({ next_before: z.int().nullable() }),
});

/** `GET …/releases/:revision`: with the layout. */
export const releaseAnswer = z.object({ data: z.object({ ...releaseSchema.shape, ...layoutSchema.shape }) });

/** `POST …/releases/:revision/restore`: the release's layout becomes the next revision; answers a `publishAnswer`. */
export const restoreRequest = z.strictObject({
	base_revision: baseRevision,
	note: z.string('must be a text').max(2000, 'may have 2000 characters at most').nullable().default(null),
	confirmation,
});

/** `POST /ops/screens/merge`: two changes of the same base. Conflicts keep the caller's value and are named. */
export const mergeRequest = z.strictObject({
	...variantNameSchema.shape,
	base_revision: baseRevision,
	payload: anyJson,
});
export const mergeAnswer = z.object({
	data: z.object({
		payload: anyJson,
		/** The revision that is live now: the base of the merged payload. */
		base_revision: z.int(),
		conflicts: z.array(
			z.object({
				pointer: z.string(),
				component_id: z.string().nullable(),
				mine: anyJson,
				theirs: anyJson,
			}),
		),
		theirs: z.array(differenceSchema).describe('What was published meanwhile'),
	}),
});
export type Merge = z.infer<typeof mergeAnswer>['data'];

/** Who looks at a preview. */
export const viewerSchema = z.strictObject({
	goal: z.enum(['default', 'lose', 'maintain', 'gain']),
	locale: z.enum(['en', 'ar']),
	schema: schemaVersion.nullable().default(null),
	platform: z.enum(['ios', 'android']).nullable().default(null),
	app_version: z.string().max(64).nullable().default(null),
});
export type Viewer = z.infer<typeof viewerSchema>;

/** `POST /ops/screens/preview`: exactly what the endpoint would answer after the changes were published. */
export const previewRequest = z.strictObject({
	screen_key: variantNameSchema.shape.screen_key,
	viewer: viewerSchema,
	/** None: what is live. */
	changes: z.array(changeSchema).max(200).default([]),
});
export const previewAnswer = z.object({
	data: z.object({
		status: z.int().describe('Of the answer to the phone'),
		body: anyJson.describe('The body of the answer to the phone'),
		/** Rows that the payload refers to, by collection and slug as in `foods/dates`, with what an app shows of them. */
		references: z.record(z.string(), z.object({ title: z.string(), subtitle: z.string().nullable() })),
	}),
});
export type Preview = z.infer<typeof previewAnswer>['data'];

export const componentSchema = z.object({
	id: z.string(),
	type: z.string(),
	status: z.enum(['draft', 'published', 'archived']),
	icon: z.string().nullable(),
	name: message,
	description: message,
	since_schema_version: z.int(),
	props_schema: z.record(z.string(), anyJson).describe('JSON Schema 2020-12, shared definitions put in'),
	allows_children: z.boolean(),
	fallback: z.string().nullable(),
	deprecated: z.boolean(),
	deprecated_reason: message,
	example: z.record(z.string(), anyJson),
	/** How many live variants use it. */
	used_by: z.int(),
});
export type CatalogueComponent = z.infer<typeof componentSchema>;

/** `GET /ops/screens/catalogue` */
export const catalogueAnswer = z.object({ data: z.array(componentSchema) });

/** `GET /ops/screens/references?collection=&q=`: published rows that a payload may refer to. */
export const referencesAnswer = z.object({
	data: z.array(z.object({ slug: z.string(), title: z.string(), subtitle: z.string().nullable() })),
});
