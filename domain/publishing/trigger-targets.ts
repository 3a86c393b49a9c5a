/** What set a flow off, as far as it says what changed. */
export interface TriggerTargets {
	/** The collection as the event or the person named it. */
	readonly collection: string;
	/** Empty when every item of the collection may be meant. */
	readonly items: readonly string[];
	/** A write has just happened; false where a person asks for a purge. */
	readonly isEvent: boolean;
	/** The write may have taken items out of what is served. */
	readonly mayWithdraw: boolean;
}

type Data = Readonly<Record<string, unknown>>;

/** @returns null when the trigger names no collection, as a schedule or a webhook of somebody's own */
export function targetsOfTrigger(trigger: unknown): TriggerTargets | null {
	if (!isObject(trigger)) return null;
	const event = typeof trigger['event'] === 'string' ? trigger['event'] : null;
	// A manual flow hands on the request of the person who pressed its button.
	const source = event === null && isObject(trigger['body']) ? trigger['body'] : trigger;
	const collection = source['collection'];
	if (typeof collection !== 'string') return null;

	return {
		collection,
		items: itemsOf(source),
		isEvent: event !== null,
		mayWithdraw: event !== null && (event.endsWith('.delete') || changesStatus(event, source)),
	};
}

/** Creating names one key, updating and deleting several, sorting and promoting one item. */
function itemsOf({ keys, key, item }: Data): string[] {
	const named = Array.isArray(keys) ? keys : [key ?? item];
	return named.filter((id) => typeof id === 'string' || typeof id === 'number').map(String);
}

const changesStatus = (event: string, { payload }: Data): boolean =>
	event.endsWith('.update') && isObject(payload) && 'status' in payload;

const isObject = (value: unknown): value is Data =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
