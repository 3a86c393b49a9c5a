import { Redis } from 'ioredis';
import { redisUrl } from '../../host/available.ts';
import { helperInput } from './helper.ts';

const redis = new Redis(redisUrl);
const key = helperInput<string>();
let longest = 0;
let begun = performance.now();

await redis.get(key);
process.on('message', () => {
	// One that is still waiting counts as well.
	process.send!(Math.max(longest, performance.now() - begun));
	longest = 0;
});
process.once('disconnect', () => process.exit());
process.send!('ready');

// Ends with the process, which its starter ends.
while (process.connected) {
	begun = performance.now();
	await redis.get(key);
	longest = Math.max(longest, performance.now() - begun);
	await new Promise(setImmediate);
}
