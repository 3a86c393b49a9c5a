import { ref, shallowRef } from 'vue';
import type { Change, Merge, Published, VariantName } from '../../../../domain/screens/studio/contract.ts';
import type { ScreensApi } from '../api.ts';
import type { EditorTexts } from './texts.ts';
import type { EditorDocument } from './use-document.ts';
import type { EditorDraft } from './use-draft.ts';

/** Publishes the draft, and takes in what others have published meanwhile. */
export function usePublishing(
	{
		api,
		name,
		editor,
		draft,
	}: {
		api: ScreensApi;
		name: VariantName;
		editor: EditorDocument;
		draft: EditorDraft;
	},
	text: EditorTexts,
	announce: (words: string) => void,
) {
	const isPublishing = ref(false);
	const conflicts = shallowRef<Merge['conflicts']>([]);

	async function merge(): Promise<void> {
		const { payload, base_revision } = editor.state.value;
		try {
			const merged = await api.merge({ ...name, base_revision, payload: payload as Change['payload'] });
			editor.change({ payload: merged.payload, base_revision: merged.base_revision }, { place: '' });
			conflicts.value = merged.conflicts;
			announce(text('merged'));
		} catch (error) {
			draft.failure.value = error instanceof Error ? error.message : String(error);
		}
	}

	async function openPublishing(): Promise<void> {
		await draft.saveNow();
		isPublishing.value = true;
	}

	/** What the publish dialog did to the change: a new schema version, or a merge. */
	function takeChanged([changed]: readonly Change[]): void {
		if (!changed) return;
		const { payload, schema_version, floors, base_revision } = changed;
		editor.change({ payload, schema_version, floors, base_revision }, { place: '' });
	}

	async function takePublished({ publication }: Published): Promise<void> {
		announce(text(publication ? 'scheduled' : 'published'));
		conflicts.value = [];
		await draft.load();
	}

	return { isPublishing, conflicts, merge, openPublishing, takeChanged, takePublished };
}
