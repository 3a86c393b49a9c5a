import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A mail server that keeps every message it is given; it knows as much SMTP (RFC 5321) as that takes. */
export interface MailSink {
	readonly port: number;
	/** Headers and text, as they came. */
	readonly messages: string[];
	close(): Promise<void>;
}

export async function openMailSink(): Promise<MailSink> {
	const messages: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
		converse(socket, (message) => messages.push(message));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		messages,
		close: async () => {
			for (const socket of sockets) socket.destroy();
			server.close();
		},
	};
}

function converse(socket: Socket, keep: (message: string) => void): void {
	let text = '';
	let isMessage = false;
	const say = (line: string) => void socket.write(`${line}\r\n`);
	say('220 sink');
	socket.on('data', (piece) => {
		text += piece.toString();
		for (let end = text.indexOf(isMessage ? '\r\n.\r\n' : '\r\n'); end >= 0;) {
			const taken = text.slice(0, end);
			text = text.slice(end + (isMessage ? 5 : 2));
			if (isMessage) {
				keep(taken);
				isMessage = false;
				say('250 kept');
			} else {
				isMessage = answer(taken, say);
				if (/^quit/i.test(taken)) socket.end();
			}
			end = text.indexOf(isMessage ? '\r\n.\r\n' : '\r\n');
		}
	});
}

/** @returns whether the message comes next */
function answer(command: string, say: (line: string) => void): boolean {
	const isData = /^data/i.test(command);
	say(isData ? '354 go on' : /^quit/i.test(command) ? '221 bye' : '250 ok');
	return isData;
}
