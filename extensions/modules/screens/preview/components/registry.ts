import type { Component as VueComponent } from 'vue';
import Banner from './banner.vue';
import Button from './button.vue';
import Card from './card.vue';
import CardList from './card-list.vue';
import Carousel from './carousel.vue';
import Checklist from './checklist.vue';
import Divider from './divider.vue';
import FastingPresetPicker from './fasting-preset-picker.vue';
import FastingTimer from './fasting-timer.vue';
import FoodSearch from './food-search.vue';
import Heading from './heading.vue';
import Hero from './hero.vue';
import HydrationNote from './hydration-note.vue';
import Image from './image.vue';
import InsightCard from './insight-card.vue';
import LinkList from './link-list.vue';
import MacroBars from './macro-bars.vue';
import MealLogList from './meal-log-list.vue';
import ProfileSummary from './profile-summary.vue';
import ProgressChart from './progress-chart.vue';
import PromoCard from './promo-card.vue';
import QuickAdd from './quick-add.vue';
import RecipeCarousel from './recipe-carousel.vue';
import Section from './section.vue';
import SettingsList from './settings-list.vue';
import StreakBadge from './streak-badge.vue';
import TargetRing from './target-ring.vue';
import Text from './text.vue';
import Tip from './tip.vue';
import VideoRow from './video-row.vue';
import WeightEntry from './weight-entry.vue';

/** By type of the catalogue. Types that editors add have none: the preview draws their outline. */
export const renderers: ReadonlyMap<string, VueComponent> = new Map<string, VueComponent>(
	Object.entries({
		banner: Banner,
		button: Button,
		card: Card,
		card_list: CardList,
		carousel: Carousel,
		checklist: Checklist,
		divider: Divider,
		fasting_preset_picker: FastingPresetPicker,
		fasting_timer: FastingTimer,
		food_search: FoodSearch,
		heading: Heading,
		hero: Hero,
		hydration_note: HydrationNote,
		image: Image,
		insight_card: InsightCard,
		link_list: LinkList,
		macro_bars: MacroBars,
		meal_log_list: MealLogList,
		profile_summary: ProfileSummary,
		progress_chart: ProgressChart,
		promo_card: PromoCard,
		quick_add: QuickAdd,
		recipe_carousel: RecipeCarousel,
		section: Section,
		settings_list: SettingsList,
		streak_badge: StreakBadge,
		target_ring: TargetRing,
		text: Text,
		tip: Tip,
		video_row: VideoRow,
		weight_entry: WeightEntry,
	}),
);
