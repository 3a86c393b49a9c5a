import type { Host } from '../host/index.ts';

export interface Listener {
	/** Sends a message and waits for the answer with the same uid. */
	ask(message: Record<string, unknown>): Promise<string>;
	/** Everything that has arrived. */
	received(): string;
	close(): void;
}

/** Opens a WebSocket of Directus, as somebody or as nobody. */
export async function listen(host: Host, token: string | null): Promise<Listener> {
	const socket = new WebSocket(`${host.url.replace('http', 'ws')}/websocket`);
	const messages: string[] = [];
	let sent = 0;
	const waiting = new Map<string, (message: string) => void>();
	socket.addEventListener('message', ({ data }) => {
		const text = String(data);
		const { uid, type, status } = JSON.parse(text) as Record<string, string | undefined>;
		messages.push(text);
		if (type === 'ping') socket.send(JSON.stringify({ type: 'pong' }));
		// Directus 11 leaves the uid out of its errors; we ask one thing at a time.
		if (uid) waiting.get(uid)?.(text);
		else if (status === 'error') waiting.get(`ask-${sent}`)?.(text);
	});
	await new Promise((resolve, reject) => {
		socket.addEventListener('open', resolve);
		socket.addEventListener('error', () => reject(new Error('the WebSocket did not open')));
	});

	const ask = (message: Record<string, unknown>) =>
		new Promise<string>((resolve, reject) => {
			const uid = `ask-${++sent}`;
			const timer = setTimeout(() => reject(new Error(`no answer to ${JSON.stringify(message)}`)), 20_000);
			waiting.set(uid, (text) => {
				clearTimeout(timer);
				resolve(text);
			});
			socket.send(JSON.stringify({ ...message, uid }));
		});
	if (token) await ask({ type: 'auth', access_token: token });
	return { ask, received: () => messages.join('\n'), close: () => socket.close() };
}
