import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { routeNames } from '../../../domain/operations/metrics/route-template.ts';

const nameOf = routeNames(['/mobile/foods/:slug', '/mobile/foods/count', '/ops/jobs/:id/retry']);
const isCollection = (name: string): boolean => ['foods', 'directus_users'].includes(name);

describe('the name of a route', () => {
	it.each([
		['/mobile/foods/tomato', '/mobile/foods/:slug'],
		['/mobile/foods/tomato/', '/mobile/foods/:slug'],
		['/mobile/foods/count', '/mobile/foods/count'],
		['/mobile/foods/', 'other'],
		['/ops/jobs/12/retry', '/ops/jobs/:id/retry'],
		['/items/foods', '/items/foods'],
		['/items/foods/3', '/items/foods/:id'],
		['/items/somebody', '/items/:collection'],
		['/users/8a7f', '/users/*'],
		['/users/me', '/users/me'],
		['/auth/login', '/auth/login'],
		['/auth/login/somebody', '/auth/*'],
		['/wp-login.php', 'other'],
		['/', '/'],
		['', '/'],
	])('of %s is %s', (path, name) => expect(nameOf(path, isCollection)).toBe(name));

	it('is one of a few, whatever is asked', () => {
		const names = new Set<string>();
		const segment = fc.oneof(fc.constantFrom('items', 'users', 'mobile', 'foods', 'auth'), fc.string());
		fc.assert(
			fc.property(fc.array(segment, { maxLength: 5 }), (segments) => {
				names.add(nameOf(`/${segments.join('/')}`, isCollection));
			}),
			{ numRuns: 5_000 },
		);
		expect(names.size).toBeLessThan(60);
	});
});
