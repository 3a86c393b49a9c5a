import { deliveryOf } from '../delivery.ts';
import type { HostContext } from '../host-context.ts';
import { machine } from '../access/caller.ts';
import { splitNames } from '../purge/options.ts';
import { purge } from '../purge/purge.ts';
import { print } from './terminal.ts';
import type { Command, Run } from './command.ts';

/** Adds `directus bebetter purge`. */
export function registerPurgeCommand(bebetter: Command, run: Run, context: HostContext): void {
	bebetter
		.command('purge')
		.description('Have answers made anew on every instance, and CDNs forget them; prints the receipt')
		.option('--collections <names>', 'everything of these collections, comma-separated')
		.option('--tags <tags>', 'tags such as foods:<id>, comma-separated')
		.option('--urls <addresses>', 'addresses such as /mobile/foods/oats, comma-separated')
		.option('--all', 'everything')
		.action((options) =>
			run(() =>
				runPurge(context, {
					collections: options['collections'] as string | undefined,
					tags: options['tags'] as string | undefined,
					urls: options['urls'] as string | undefined,
					all: options['all'] === true,
				}),
			),
		);
}

interface PurgeOptions {
	readonly collections: string | undefined;
	readonly tags: string | undefined;
	readonly urls: string | undefined;
	readonly all: boolean;
}

/** Prints the receipt as JSON. Instances without Redis are not in it: they follow within a second. */
async function runPurge(context: HostContext, { collections, tags, urls, all }: PurgeOptions): Promise<void> {
	const request = {
		collections: splitNames(collections),
		tags: splitNames(tags),
		urls: splitNames(urls),
		all,
	};
	const receipt = await purge(deliveryOf(context), context, request, machine);
	print(JSON.stringify(receipt, null, 2));
}
