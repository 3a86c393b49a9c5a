import { deliveryOf } from '../delivery.ts';
import type { HostContext } from '../host-context.ts';
import { machine } from '../access/caller.ts';
import { splitNames } from '../purge/options.ts';
import { purge } from '../purge/purge.ts';
import { print } from './terminal.ts';

export interface PurgeOptions {
	readonly collections: string | undefined;
	readonly tags: string | undefined;
	readonly urls: string | undefined;
	readonly all: boolean;
}

/** Prints the receipt as JSON. Instances without Redis are not in it: they follow within a second. */
export async function runPurge(
	context: HostContext,
	{ collections, tags, urls, all }: PurgeOptions,
): Promise<void> {
	const request = {
		collections: splitNames(collections),
		tags: splitNames(tags),
		urls: splitNames(urls),
		all,
	};
	const receipt = await purge(deliveryOf(context), context, request, machine);
	print(JSON.stringify(receipt, null, 2));
}
