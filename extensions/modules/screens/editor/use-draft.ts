import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { Draft, Layout, Variant, VariantName } from '../../../../domain/screens/studio/contract.ts';
import type { ScreensApi } from '../api.ts';
import { StudioRequestError } from '../../shared/request-error.ts';
import { type EditorDocument, type EditorState, emptyState } from './use-document.ts';

/** In milliseconds after the last change. */
const pause = 1500;

/**
 * Loads a variant into the document and keeps its draft on the server up to date. Nothing is written before the
 * person has changed something.
 */
export function useDraft(api: ScreensApi, name: VariantName, editor: EditorDocument) {
	const variant = shallowRef<Variant | null>(null);
	const failure = ref<string | null>(null);
	const isSaving = ref(false);
	/** The draft of somebody else that stands where ours would be saved. */
	const theirs = shallowRef<Draft | null>(null);
	const saved = shallowRef<EditorState>(editor.state.value);
	const version = ref(0);
	const isDirty = computed(
		() => variant.value !== null && contentOf(editor.state.value) !== contentOf(saved.value),
	);
	const isUnsaved = computed(() => isDirty.value || editor.state.value.brokenText !== null);
	let timer: ReturnType<typeof setTimeout> | undefined;
	let queue: Promise<unknown> = Promise.resolve();

	async function load(): Promise<void> {
		failure.value = null;
		try {
			take(await api.variant(name));
		} catch (error) {
			// Not there yet, or no longer: an empty one, to begin with.
			if (error instanceof StudioRequestError && error.code === 'SCREEN_NOT_FOUND')
				take({ ...name, id: null, live: null, draft: null });
			else failure.value = sentenceOf(error);
		}
	}

	function take(found: Variant): void {
		const { draft, live } = found;
		theirs.value = null;
		version.value = draft?.version ?? 0;
		editor.start({
			...stateOf(draft ?? live),
			note: draft?.note ?? null,
			base_revision: draft?.base_revision ?? live?.revision ?? 0,
			brokenText: recall(name),
		});
		saved.value = editor.state.value;
		variant.value = found;
	}

	/** True when the server has what the editor shows. One save at a time: each needs the version of the last. */
	function saveNow(): Promise<boolean> {
		clearTimeout(timer);
		const next = queue.then(() => !isDirty.value || save());
		queue = next;
		return next;
	}

	async function save(): Promise<boolean> {
		const sent = editor.state.value;
		isSaving.value = true;
		try {
			const found = await api.saveDraft(name, {
				payload: sent.payload as Layout['payload'],
				schema_version: sent.schema_version,
				floors: sent.floors,
				base_revision: sent.base_revision,
				version: version.value,
				note: sent.note,
			});
			variant.value = found;
			version.value = found.draft?.version ?? version.value + 1;
			saved.value = sent;
			theirs.value = null;
			failure.value = null;
			return true;
		} catch (error) {
			failure.value = sentenceOf(error);
			if (error instanceof StudioRequestError && error.status === 409) await lookAtTheirs();
			return false;
		} finally {
			isSaving.value = false;
		}
	}

	async function lookAtTheirs(): Promise<void> {
		try {
			const found = await api.variant(name);
			theirs.value = found.draft;
			// Somebody threw the draft away: ours becomes a new one.
			if (!found.draft) version.value = 0;
		} catch {
			// The first failure is shown and stays true.
		}
	}

	async function keepMine(): Promise<boolean> {
		version.value = theirs.value?.version ?? 0;
		theirs.value = null;
		return saveNow();
	}

	async function discard(): Promise<void> {
		clearTimeout(timer);
		await queue;
		if (variant.value?.draft) await api.discardDraft(name);
		forget(name);
		await load();
	}

	watch(editor.state, ({ brokenText }) => {
		remember(name, brokenText);
		clearTimeout(timer);
		// Over a conflict the person decides, not the clock.
		if (isDirty.value && !theirs.value) timer = setTimeout(() => void saveNow(), pause);
	});
	onScopeDispose(() => clearTimeout(timer));

	return {
		variant,
		failure,
		isSaving,
		isDirty,
		isUnsaved,
		theirs,
		load,
		take,
		saveNow,
		keepMine,
		discard,
	};
}

export type EditorDraft = ReturnType<typeof useDraft>;

/** Text that is no JSON cannot be a draft, so the browser keeps it until the window is closed. */
const storageKey = ({ screen_key, goal, locale }: VariantName) =>
	`bebetter-screens:${screen_key}/${goal}/${locale}`;
const recall = (name: VariantName) => sessionStorage.getItem(storageKey(name));
const forget = (name: VariantName) => sessionStorage.removeItem(storageKey(name));
const remember = (name: VariantName, text: string | null) =>
	text === null ? forget(name) : sessionStorage.setItem(storageKey(name), text);

function stateOf(layout: Layout | null): EditorState {
	if (!layout) return emptyState;
	const { payload, schema_version, floors } = layout;
	return { ...emptyState, payload, schema_version, floors };
}

/** Two states that would be saved alike are alike. */
const contentOf = (state: EditorState) => JSON.stringify({ ...state, brokenText: null });

const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
