import type { PublicRoute } from '../http/route.ts';

export interface Match {
	readonly route: PublicRoute;
	readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a path, as Express would for the plain patterns we use; null when none fits. */
export function routeMatcher(base: string, routes: readonly PublicRoute[]): (path: string) => Match | null {
	const patterns = routes.map((route) => ({ route, segments: (base + route.path).split('/') }));

	return (path) => {
		const segments = path.split('/');

		for (const { route, segments: pattern } of patterns) {
			if (pattern.length !== segments.length) continue;
			const params = matchSegments(pattern, segments);
			if (params) return { route, params };
		}

		return null;
	};
}

function matchSegments(
	pattern: readonly string[],
	segments: readonly string[],
): Record<string, string> | null {
	const params: Record<string, string> = {};

	for (const [index, expected] of pattern.entries()) {
		const segment = segments[index]!;
		if (!expected.startsWith(':')) {
			if (expected !== segment) return null;
			continue;
		}
		if (segment === '' || segment.includes('%')) return null;
		params[expected.slice(1)] = segment;
	}

	return params;
}
