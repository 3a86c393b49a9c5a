import type { Knex } from 'knex';
import { z } from 'zod';
import type { DeliveryFacts, Probe } from '../../domain/operations/verify/delivery.ts';
import { isUnderMaintenance } from '../../domain/operations/maintenance/state.ts';
import { manifestEntrySchema, screenSchema } from '../../schema/answers/screen.ts';
import { collectionList } from '../../schema/collections/index.ts';
import { resources } from '../content/resources.ts';
import { readMaintenance } from '../maintenance/store.ts';
import { descriptionPath, listPath, manifestPath, mobileBase, ownBase } from '../mobile/paths.ts';
import { telemetryRoutes } from '../telemetry/routes.ts';
import { ask, eachOf } from './ask.ts';
import type { Origin } from './origin.ts';

const manifestSchema = z.object({ data: z.array(manifestEntrySchema) });
const screenAnswerSchema = z.object({ data: screenSchema });
const locales = ['en', 'ar'] as const;

/** What the installation answers to somebody without a login. */
export async function readDeliveryFacts({ url, answers }: Origin, database: Knex): Promise<DeliveryFacts> {
	const isMaintenance = isUnderMaintenance(await readMaintenance(database), Date.now());
	const nothing = { origin: url, answers, isMaintenance, open: [], closed: [], leaked: [], manifest: [] };
	if (!answers) return { ...nothing, entityTag: null };

	const closed = await probeAll(url, closedAddresses);
	const leaked = await leakedByGraphql(url);
	if (isMaintenance) return { ...nothing, closed, leaked, entityTag: null };
	const { screens, problems } = await readManifest(url);
	return {
		...nothing,
		closed,
		leaked,
		open: [...(await probeAll(url, openAddresses)), ...screens.probes],
		manifest: [...problems, ...screens.problems],
		entityTag: await roundTrip(url, `${mobileBase}${manifestPath}`),
	};
}

const openAddresses = [
	...[...resources.map(listPath), descriptionPath].map((path) => mobileBase + path),
	...telemetryRoutes.filter(({ isOpen }) => isOpen).map(({ path }) => path),
];

const closedCollections = collectionList
	.filter(({ audience }) => audience !== 'content')
	.map(({ name }) => name);

const closedAddresses = [
	...closedCollections.map((name) => `/items/${name}?limit=1`),
	`${ownBase}/profile`,
	'/ops/jobs',
	...telemetryRoutes.filter(({ isOpen }) => !isOpen).map(({ path }) => path),
	'/users?limit=1',
];

const probeAll = (url: string, addresses: readonly string[]): Promise<Probe[]> =>
	eachOf(addresses, async (address) => ({ address, status: (await ask(url + address)).status }));

/** A field that the caller may not read is unknown to GraphQL, so each is asked for by itself. */
async function leakedByGraphql(url: string): Promise<string[]> {
	const asked = await eachOf(closedCollections, async (name) => {
		const { body } = await ask(`${url}/graphql`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ query: `{ ${name} { __typename } }` }),
		});
		const data = (body as { data?: Record<string, unknown> | null } | null)?.data;
		return data?.[name] === undefined || data[name] === null ? [] : [name];
	});
	return asked.flat();
}

async function roundTrip(url: string, address: string): Promise<DeliveryFacts['entityTag']> {
	const first = await ask(url + address);
	const again = await ask(url + address, { headers: { 'if-none-match': first.entityTag ?? '""' } });
	return {
		first: { address, status: first.status },
		tag: first.entityTag,
		again: { address: `${address} (If-None-Match)`, status: again.status },
	};
}

interface ManifestReading {
	readonly screens: { readonly probes: readonly Probe[]; readonly problems: readonly string[] };
	readonly problems: readonly string[];
}

/** The manifest in both languages, and every screen that it names. */
async function readManifest(url: string): Promise<ManifestReading> {
	const probes: Probe[] = [];
	const problems: string[] = [];
	const addresses = new Set<string>();
	for (const locale of locales) {
		const address = `${mobileBase}${manifestPath}?locale=${locale}`;
		const { status, body } = await ask(url + address);
		probes.push({ address, status });
		const parsed = manifestSchema.safeParse(body);
		if (status === 200 && !parsed.success) problems.push(`${address}: ${describe(parsed.error)}`);
		for (const { screen_key } of parsed.data?.data ?? [])
			addresses.add(`${mobileBase}${manifestPath}/${encodeURIComponent(screen_key)}?locale=${locale}`);
	}
	const screens = await eachOf([...addresses], (address) => readScreen(url, address));
	return {
		screens: {
			probes: [...probes, ...screens.map(({ probe }) => probe)],
			problems: screens.flatMap(({ problems: found }) => found),
		},
		problems,
	};
}

async function readScreen(url: string, address: string): Promise<{ probe: Probe; problems: string[] }> {
	const { status, body } = await ask(url + address);
	const parsed = screenAnswerSchema.safeParse(body);
	const problems = status === 200 && !parsed.success ? [`${address}: ${describe(parsed.error)}`] : [];
	return { probe: { address, status }, problems };
}

const describe = ({ issues }: z.ZodError): string =>
	`${issues[0]?.path.join('.') ?? ''} ${issues[0]?.message ?? ''}`.trim();
