import { groupBy } from '../../group-by.ts';

/** What an address is called in metrics: never what a person typed, so there are few names and none tells of anybody. */
export type NameRoute = (path: string, isCollection: (name: string) => boolean) => string;

export const otherRoute = 'other';

/** Sections of Directus's API, of which only the first step is told. */
const sections = new Set(
	(
		'access activity ai assets auth collections comments dashboards deployments extensions fields files flows ' +
		'folders graphql license mcp metrics notifications operations panels permissions policies presets relations ' +
		'revisions roles schema server settings shares translations users utils versions admin'
	).split(' '),
);

/** Addresses below a section that are worth a name of their own. */
const named = new Set([
	'/auth/login',
	'/auth/refresh',
	'/auth/logout',
	'/server/ping',
	'/server/health',
	'/users/me',
]);

interface Pattern {
	readonly template: string;
	readonly segments: readonly string[];
}

/**
 * @param templates of our own routes, such as `/mobile/foods/:slug`
 * @returns a function that names any path: ours by their templates, Directus's by their section and collection,
 *   everything else `other`
 */
export function routeNames(templates: readonly string[]): NameRoute {
	const patterns = groupBy(
		templates.map(readPattern).sort(fewerParametersFirst),
		(pattern) => pattern.segments.length,
	);
	return (path, isCollection) => {
		const segments = path.replace(/(.)\/$/, '$1').split('/');
		const own = patterns.get(segments.length)?.find((pattern) => fits(pattern, segments));
		return own?.template ?? nameOfDirectus(segments, isCollection);
	};
}

const readPattern = (template: string): Pattern => ({ template, segments: template.split('/') });

const parametersIn = ({ segments }: Pattern): number =>
	segments.filter((segment) => segment.startsWith(':')).length;

const fewerParametersFirst = (one: Pattern, other: Pattern): number =>
	parametersIn(one) - parametersIn(other);

const fits = ({ segments }: Pattern, given: readonly string[]): boolean =>
	segments.every((segment, place) =>
		segment.startsWith(':') ? given[place] !== '' : segment === given[place],
	);

function nameOfDirectus(segments: readonly string[], isCollection: (name: string) => boolean): string {
	const [, section = '', second] = segments;
	if (section === '') return '/';
	if (section === 'items' && second !== undefined) {
		const collection = isCollection(second) ? second : ':collection';
		return `/items/${collection}${segments.length > 3 ? '/:id' : ''}`;
	}
	if (!sections.has(section)) return otherRoute;
	const whole = segments.join('/');
	if (named.has(whole)) return whole;
	return second === undefined ? `/${section}` : `/${section}/*`;
}
