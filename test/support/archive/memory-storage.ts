import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ObjectStorage, OpenStorage } from '../../../platform/storage/host-storage.ts';

/** A storage of objects in memory, whose operations a test can disturb. */
export class MemoryStorage implements ObjectStorage {
	readonly name = 'memory';
	readonly objects = new Map<string, Buffer>();
	/** Called before and after each operation; what it throws, the operation throws. */
	disturb: (moment: string) => void = () => undefined;
	/** What is stored of what is written. */
	store: (content: Buffer) => Buffer = (content) => content;
	/** When everything here was written. */
	modified = new Date();

	readonly open: OpenStorage = () => Promise.resolve(this);

	async write(object: string, content: Readable): Promise<void> {
		this.disturb('before upload');
		const whole = await buffer(content);
		this.objects.set(object, this.store(whole));
		this.disturb('after upload');
	}

	async read(object: string): Promise<Readable> {
		this.disturb('before read-back');
		const found = this.objects.get(object);
		if (!found) throw new Error(`no such object: ${object}`);
		return Readable.from([found]);
	}

	async delete(object: string): Promise<void> {
		this.objects.delete(object);
	}

	async *list(prefix: string): AsyncGenerator<string> {
		for (const object of this.objects.keys()) if (object.startsWith(prefix)) yield object;
	}

	stat(object: string): Promise<{ modified: Date; size: number }> {
		return Promise.resolve({ modified: this.modified, size: this.objects.get(object)?.length ?? 0 });
	}
}
