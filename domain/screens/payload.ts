import { z } from 'zod';

/** One node of a screen. Texts in `props` are already in the language of the row. */
export interface Component {
	/** Unique in the payload; letters, digits and hyphens, starts with a letter. */
	id: string;
	/** A type of the catalogue (`sdui_components`). */
	type: string;
	/** Checked against the type's own JSON Schema. */
	props?: Record<string, unknown> | undefined;
	children?: Component[] | undefined;
	/** What an app shows that does not know `type`: another component, or nothing. */
	fallback?: Component | 'drop' | undefined;
}

/** What an app renders: the value of `sdui_screens.payload_json`. */
export interface ScreenPayload {
	title: string;
	components: Component[];
}

export const COMPONENT_ID_PATTERN = /^[a-z][a-z0-9-]{0,63}$/;
export const MAX_TITLE_LENGTH = 200;

export const componentSchema: z.ZodType<Component> = z
	.strictObject({
		id: z.string().regex(COMPONENT_ID_PATTERN),
		type: z.string().min(1),
		props: z.record(z.string(), z.unknown()).optional(),
		get children() {
			return z.array(componentSchema).optional();
		},
		get fallback() {
			return z.union([z.literal('drop'), componentSchema]).optional();
		},
	})
	.meta({ id: 'Component' });

/**
 * The shape for types and for the OpenAPI document. It descends by recursion: for a payload that nobody
 * has checked, ask `validateScreen`, which also bounds depth and size.
 */
export const screenPayloadSchema: z.ZodType<ScreenPayload> = z.strictObject({
	title: z.string().min(1).max(MAX_TITLE_LENGTH),
	components: z.array(componentSchema),
});
