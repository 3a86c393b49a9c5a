import { connect, createServer, type Socket } from 'node:net';

/** A connection in between, which can swallow everything and break off, as a broken network does. */
export interface TcpProxy {
	readonly port: number;
	/** Nothing passes and nobody is told. */
	swallow(yes: boolean): void;
	/** Resets every connection there is; new ones go through. @returns how many */
	cut(): number;
	close(): Promise<void>;
}

export async function tcpProxy(targetPort: number): Promise<TcpProxy> {
	const sockets = new Set<Socket>();
	let swallows = false;
	const keep = (socket: Socket): void => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => undefined);
	};
	const server = createServer((near) => {
		const far = connect({ host: '127.0.0.1', port: targetPort });
		for (const socket of [near, far]) keep(socket);
		near.on('data', (chunk) => void (swallows || far.write(chunk)));
		far.on('data', (chunk) => void (swallows || near.write(chunk)));
		near.on('close', () => far.destroy());
		far.on('close', () => void (swallows || near.destroy()));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();

	return {
		port: typeof address === 'object' && address ? address.port : 0,
		swallow: (yes) => void (swallows = yes),
		cut: () => {
			const cut = sockets.size / 2;
			for (const socket of sockets) socket.resetAndDestroy();
			return cut;
		},
		close: () =>
			new Promise((resolve) => {
				for (const socket of sockets) socket.destroy();
				server.close(() => resolve());
			}),
	};
}
