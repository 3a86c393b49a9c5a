import { isRecord } from '../../../../../domain/record.ts';
import type { Component } from '../../../../../domain/screens/payload.ts';

/** What a renderer gets: one component that its type's renderer draws. */
export interface RendererProps {
	component: Component;
}

/** Props as a phone reads them: a draft that nobody has checked may hold anything. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const textsOf = (value: unknown): string[] =>
	Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

export const recordsOf = (value: unknown): Record<string, unknown>[] =>
	Array.isArray(value) ? value.filter(isRecord) : [];

/** The value if it is one of the choices, else the first of them. */
export const choiceOf = <const Choice>(value: unknown, choices: readonly [Choice, ...Choice[]]): Choice =>
	choices.find((choice) => choice === value) ?? choices[0];

/** The entry of that name; undefined for a name that is none of its own. */
export const entryOf = <Entries extends object>(
	entries: Entries,
	name: unknown,
): Entries[keyof Entries] | undefined =>
	typeof name === 'string' && Object.hasOwn(entries, name) ? entries[name as keyof Entries] : undefined;

export interface Picture {
	/** Of this Directus; null for one that is elsewhere, which the Studio does not load. */
	file: string | null;
	alt: string;
}

export function pictureOf(value: unknown): Picture | null {
	if (!isRecord(value) || typeof value['src'] !== 'string') return null;
	return { file: value['src'].includes('/') ? null : value['src'], alt: textOf(value['alt']) };
}
