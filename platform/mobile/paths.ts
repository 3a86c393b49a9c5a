import { resources, type Resource } from '../content/resources.ts';

/** Where Directus mounts the endpoints of these names. */
export const mobileBase = '/mobile';
export const opsBase = '/ops';

/** Below it everything is the caller's own. */
export const ownBase = `${mobileBase}/me`;

export const eventsPath = '/events';
export const manifestPath = '/screens';
export const screenPath = '/screens/:screen_key';
export const descriptionPath = '/openapi.json';
export const listPath = ({ path }: Resource): string => `/${path}`;
export const itemPath = ({ path }: Resource): string => `/${path}/:slug`;

/** Every address that answers everybody the same, in Express's form. */
export const publicPaths: readonly string[] = [
	manifestPath,
	screenPath,
	descriptionPath,
	...resources.flatMap((resource) => [listPath(resource), itemPath(resource)]),
].map((path) => mobileBase + path);
