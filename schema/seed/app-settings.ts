export interface AppSettingsRow {
	store_url_ios: string;
	store_url_android: string;
	latest_version_ios: string;
	latest_version_android: string;
	refused_versions: string[];
	upgrade_message_en: string;
	upgrade_message_ar: string;
}

export const appSettings: AppSettingsRow = {
	store_url_ios: 'https://apps.apple.com/app/id0000000000',
	store_url_android: 'https://play.google.com/store/apps/details?id=app.bebetter',
	latest_version_ios: '1.4.0',
	latest_version_android: '1.4.0',
	refused_versions: [],
	upgrade_message_en:
		'A newer version of BeBetter is ready. Please update the app to go on; your meals, fasts and progress are safe.',
	upgrade_message_ar:
		'يتوفّر إصدار أحدث من التطبيق. حدّثه من فضلك لتتابع، أما وجباتك وصيامك وتقدّمك فمحفوظة كما هي.',
};
