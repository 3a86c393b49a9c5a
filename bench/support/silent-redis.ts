import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { redisUrl } from '../../host/available.ts';
import { onCleanUp } from './clean-up.ts';

/** A Redis that is reachable and stops answering: connections stay open, nothing comes back. */
export interface SilentRedis {
	readonly url: string;
	readonly fallSilent: () => void;
}

/** @param silent from the beginning, or when told */
export async function startSilentRedis(silent: boolean): Promise<SilentRedis> {
	const { hostname, port } = new URL(redisUrl);
	const sockets = new Set<Socket>();
	let answers = !silent;

	const server = createServer((client) => {
		sockets.add(client);
		client.on('error', () => undefined);
		if (!answers) return void client.resume();
		const redis = connect({ host: hostname, port: Number(port || 6379) });
		sockets.add(redis);
		redis.on('error', () => undefined);
		client.on('data', (data) => answers && redis.write(data));
		redis.on('data', (data) => answers && client.write(data));
		client.once('close', () => redis.destroy());
	});
	server.listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	onCleanUp(async () => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	return {
		url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
		fallSilent: () => (answers = false),
	};
}
