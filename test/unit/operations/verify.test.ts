import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import {
	judgeAccess,
	type AccessFacts,
	type PermissionRow,
} from '../../../domain/operations/verify/access.ts';
import {
	judgeDelivery,
	judgeScreens,
	type DeliveryFacts,
} from '../../../domain/operations/verify/delivery.ts';
import { judgeFlows } from '../../../domain/operations/verify/flows.ts';
import { chooseOrigin } from '../../../platform/verify/origin.ts';
import { flows } from '../../../schema/flows/index.ts';

const idsOf = (findings: readonly { id: string }[]): string[] => findings.map(({ id }) => id);

const permission = (values: Partial<PermissionRow>): PermissionRow => ({
	policy: 'public',
	collection: 'foods',
	action: 'read',
	fields: ['*'],
	permissions: null,
	validation: null,
	presets: null,
	...values,
});

describe('access', () => {
	const published = permission({ permissions: { status: { _eq: 'published' } }, fields: ['id', 'name_en'] });
	const editing = permission({ policy: 'editor', action: 'update' });
	const facts: AccessFacts = {
		declared: [published, editing],
		stored: [published, editing],
		policyNames: { public: 'Public', app: 'BeBetter app', editor: 'BeBetter editing', team: 'Team' },
		publicPolicy: 'public',
		appPolicy: 'app',
		closed: ['insights', 'sdui_drafts'],
		personal: ['insights'],
		brokenRoles: [],
	};
	const judge = (...added: PermissionRow[]) => judgeAccess({ ...facts, stored: [...facts.stored, ...added] });

	test('as declared is no finding, whatever the order of fields and the form of an empty rule', () => {
		const same = { ...published, fields: ['name_en', 'id'], validation: {}, presets: undefined };
		expect(judgeAccess({ ...facts, stored: [editing, same] })).toEqual([]);
	});

	test.each<[string, Partial<PermissionRow>, string[]]>([
		['the public on what is private', { collection: 'insights' }, ['private-open-to-public']],
		['the public on files', { collection: 'directus_files' }, ['public-permission-added']],
		['app users on what is private', { policy: 'app', collection: 'insights' }, ['private-open-to-apps']],
		['a team on what is private', { policy: 'team', collection: 'insights' }, ['private-open-to-others']],
		['a team on its own collection', { policy: 'team', collection: 'notes' }, []],
		['editors on what is private', { policy: 'editor', collection: 'insights' }, ['private-open-to-others']],
		['editors on another collection', { policy: 'editor', collection: 'notes' }, ['editing-changed']],
	])('added: %s', (_name, row, ids) => {
		expect(idsOf(judge(permission(row)))).toEqual(ids);
	});

	test('a rule that was taken away from the public is an error, one of editors is not', () => {
		const open = { ...published, permissions: null };
		expect(idsOf(judgeAccess({ ...facts, stored: [open, editing] }))).toEqual(['rule-changed']);
		const narrow = { ...editing, fields: ['name_en'] };
		expect(idsOf(judgeAccess({ ...facts, stored: [published, narrow] }))).toEqual(['editing-changed']);
	});

	test('what is gone is named with its policy', () => {
		const [finding] = judgeAccess({ ...facts, stored: [published] });
		expect(finding).toMatchObject({ id: 'permission-missing', details: ['BeBetter editing: update foods'] });
	});
});

describe('flows', () => {
	const stored = flows.map((flow) => ({ ...flow, isActive: true }));
	const [first, ...others] = stored;

	test('as provisioned are no finding, with options that Directus added too', () => {
		const more = { ...first!, options: { ...first!.options, return: '$last' } };
		expect(judgeFlows(flows, [more, ...others])).toEqual([]);
	});

	test('that are gone, inactive or changed are named, without what their options hold', () => {
		const [second, third] = others;
		const changed = {
			...third!,
			trigger: 'webhook',
			operations: third!.operations.map((operation) => ({ ...operation, options: { date: 'a secret' } })),
		};
		const found = judgeFlows(flows, [{ ...second!, isActive: false }, changed, ...others.slice(2)]);
		expect(found.map(({ id, details }) => [id, details[0]])).toEqual([
			['flow-missing', first!.name],
			['flow-inactive', second!.name],
			['flow-changed', `${third!.name}: trigger`],
		]);
		expect(JSON.stringify(found)).not.toContain('a secret');
	});
});

describe('delivery', () => {
	const ok = { address: '/mobile/foods', status: 200 };
	const sound: DeliveryFacts = {
		origin: 'http://127.0.0.1:8055',
		answers: true,
		isMaintenance: false,
		open: [ok],
		closed: [
			{ address: '/items/insights?limit=1', status: 403 },
			{ address: '/mobile/me/profile', status: 401 },
		],
		leaked: [],
		entityTag: { first: ok, tag: '"x"', again: { ...ok, status: 304 } },
		manifest: [],
	};

	test.each<[string, Partial<DeliveryFacts>, string[]]>([
		['sound', {}, []],
		['away', { answers: false }, ['site-unreachable']],
		['refusing the public', { open: [{ ...ok, status: 403 }] }, ['public-route-fails']],
		['too slow', { open: [{ ...ok, status: null }] }, ['public-route-fails']],
		['leaking', { closed: [{ ...ok, address: '/items/insights' }] }, ['private-route-open']],
		['leaking in GraphQL', { leaked: ['insights'] }, ['private-route-open']],
		['broken where it is private', { closed: [{ ...ok, status: 500 }] }, ['private-route-unknown']],
		['without tags', { entityTag: { first: ok, tag: null, again: ok } }, ['etag-broken']],
		['under maintenance', { isMaintenance: true, open: [], entityTag: null }, ['maintenance-on']],
	])('%s', (_name, facts, ids) => {
		expect(idsOf(judgeDelivery({ ...sound, ...facts }))).toEqual(ids);
	});

	test('is asked where it is told to, and says when nothing answers there', async () => {
		const env = { PORT: 9, HOST: '0.0.0.0', PUBLIC_URL: '/' };
		expect(await chooseOrigin(env, 'http://127.0.0.1:9/')).toEqual({
			url: 'http://127.0.0.1:9',
			answers: false,
		});
	});

	test('waits for an instance that does not listen yet', async () => {
		const server = createServer((_request, response) => response.end('pong'));
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;
		server.close();
		await once(server, 'close');
		const chosen = chooseOrigin({ PORT: port, HOST: '0.0.0.0', PUBLIC_URL: '/' }, undefined);
		server.listen(port, '127.0.0.1');
		expect(await chosen).toEqual({ url: `http://127.0.0.1:${port}`, answers: true });
		server.close();
	});

	test('screens: none, sound and broken', () => {
		expect(idsOf(judgeScreens([]))).toEqual(['screens-none']);
		expect(judgeScreens([{ name: 'home/default/en', problems: [] }])).toEqual([]);
		expect(judgeScreens([{ name: 'home/default/ar', problems: ['/title is missing'] }])[0]).toMatchObject({
			id: 'screen-invalid',
			details: ['home/default/ar: /title is missing'],
		});
	});
});
