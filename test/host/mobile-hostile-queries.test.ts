import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resources } from '../../platform/content/resources.ts';
import { bothMajorsAndDatabases, describeOnHosts, type Host, startHost } from '../support/host/index.ts';
import { getJson } from '../support/raw-request.ts';

interface Refusal {
	errors: { message: string; extensions: { code: string; parameter: string } }[];
}

const long = 'x'.repeat(10_000);

/** What every list refuses, and the parameter that the answer must name. */
const hostile: [query: string, parameter: string][] = [
	['page=0', 'page'],
	['page=-1', 'page'],
	['page=NaN', 'page'],
	['page=1e3', 'page'],
	['page=1.5', 'page'],
	['page=0x10', 'page'],
	['page=', 'page'],
	['page=%20', 'page'],
	['page=Infinity', 'page'],
	['page=99999999999999999999999', 'page'],
	['page=1000000', 'page'],
	['page=%D9%A1', 'page'],
	['limit=0', 'limit'],
	['limit=-1', 'limit'],
	['limit=201', 'limit'],
	['limit=all', 'limit'],
	['limit=1;drop', 'limit'],
	['page=1&page=2', 'page'],
	['q=a&q=b', 'q'],
	['q[]=a', 'q[]'],
	['q[a][b][c]=1', 'q[a][b][c]'],
	['q[$regex]=.*', 'q[$regex]'],
	[`q=${long}`, 'q'],
	[`locale=${long}`, 'locale'],
	['locale=../../etc/passwd', 'locale'],
	['locale=en%00', 'locale'],
	['locale[]=en', 'locale[]'],
	['sort=password', 'sort'],
	['sort=status', 'sort'],
	['sort=user_created.password', 'sort'],
	['sort=--slug', 'sort'],
	['sort=', 'sort'],
	['sort=__proto__', 'sort'],
	['sort=constructor', 'sort'],
	[`sort=${'slug,'.repeat(2000)}slug`, 'sort'],
	[`sort=${Array(21).fill('slug').join(',')}`, 'sort'],
	['sort[slug]=asc', 'sort[slug]'],
	['__proto__[x]=1', '__proto__[x]'],
	['__proto__=1', '__proto__'],
	['constructor[prototype][x]=1', 'constructor[prototype][x]'],
	['toString=1', 'toString'],
	['hasOwnProperty=1', 'hasOwnProperty'],
	['unknown=1', 'unknown'],
	['Page=1', 'Page'],
	['=1', ''],
	['filter={"status":{"_eq":"draft"}}', 'filter'],
	['filter[status][_eq]=draft', 'filter[status][_eq]'],
	['fields=*.*', 'fields'],
	['deep[a][b]=1', 'deep[a][b]'],
	['aggregate[count]=*', 'aggregate[count]'],
	['search=x', 'search'],
	['version=x', 'version'],
	['meta=*', 'meta'],
	['export=csv', 'export'],
	['status=draft', 'status'],
	[`${long}=1`, long.slice(0, 100)],
];

describeOnHosts(
	'hostile queries',
	(kind) => {
		let host: Host;

		beforeAll(async () => {
			host = await startHost({ ...kind, name: 'hostile', provisioned: 'seeded' });
		});
		afterAll(() => host?.stop());

		async function refuse(path: string, parameter: string): Promise<void> {
			const { status, json } = await getJson<Refusal>(host, path);
			expect(status).toBe(400);
			expect(json.errors).toHaveLength(1);
			expect(json.errors[0]?.extensions).toEqual({ code: 'INVALID_QUERY', parameter });
			expect(json.errors[0]?.message).toContain(`"${parameter}"`);
		}

		describe('to a list get 400 with the name of the parameter', () => {
			it.each(hostile)('%.60s', (query, parameter) => refuse(`/mobile/foods?${query}`, parameter));

			it.each(resources.map(({ path }) => path))('of %s too', async (path) => {
				for (const [query, parameter] of hostile.filter((_, index) => index % 5 === 0))
					await refuse(`/mobile/${path}?${query}`, parameter);
			});
		});

		it.each([
			['tags=unheard_of', 'tags'],
			['tags=vegan,unheard_of', 'tags'],
			['tags=', 'tags'],
			['tags=vegan&tags=halal', 'tags'],
			['tags[]=vegan', 'tags[]'],
			[`tags=${'vegan,'.repeat(300)}vegan`, 'tags'],
			['category=unheard_of', 'category'],
			['category=', 'category'],
		])('a value that no item can have is named: %.40s', (query, parameter) =>
			refuse(`/mobile/foods?${query}`, parameter),
		);

		it.each([
			['/mobile/foods/tomato?fields=*', 'fields'],
			['/mobile/foods/tomato?locale=en&locale=ar', 'locale'],
			['/mobile/foods/tomato?q=x', 'q'],
			['/mobile/screens?schema=1', 'schema'],
			['/mobile/screens?goal=%00', 'goal'],
			['/mobile/openapi.json?page=1', 'page'],
		])('to %s get 400', (path, parameter) => refuse(path, parameter));

		it('a near miss is told what was probably meant', async () => {
			const { json } = await getJson<Refusal>(host, '/mobile/foods?pages=2');
			expect(json.errors[0]?.message).toContain('did you mean "page"');
		});

		it('the host still stands, and has logged no fault of ours', async () => {
			expect((await host.fetch('/server/ping')).status).toBe(200);
			expect(host.logs()).not.toMatch(/UnhandledPromiseRejection|INTERNAL_SERVER_ERROR|ERROR:/);
		});
	},
	{ only: bothMajorsAndDatabases },
);
