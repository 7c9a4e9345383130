/** The page around the map: builds its parts once and arranges them anew when the page changes its size. */

import L from 'leaflet';
import { applyScheme, languageSelect, schemeButton } from '../controls/appearance';
import { actionButtons } from '../controls/actions';
import { icon } from '../controls/icons';
import { addScale, creditLine, pointerReading } from '../controls/readings';
import { NARROW_VIEWS, WIDE_VIEWS, viewButtons } from '../controls/views';
import { zoomButtons } from '../controls/zoom';
import { button, h } from '../dom/element';
import { label } from '../dom/prose';
import { downloadMenu } from '../download/menu';
import { Drawer } from '../drawer/drawer';
import { isEmbedded } from '../embed/address';
import { embedBar, yieldGestures } from '../embed/embed';
import { showShare } from '../embed/share';
import { MeasuringTool } from '../measuring/tool';
import { emptyNote } from '../panel/empty';
import { type Panel, buildPanel } from '../panel/panel';
import { savePicture } from '../picture/save';
import { followPrint } from '../print/print';
import { type Search, buildSearch } from '../search/search';
import type { Traveller } from '../search/travel';
import { sourcesView } from '../sources/view';
import { Dock } from '../strip/dock';
import type { Context } from '../state/context';
import type { State } from '../state/store';
import { TableView } from '../table/view';
import { text } from '../text/catalogue';
import { count } from '../text/format';
import { followCount } from './count';
import { followFocus } from './focus';
import { showKeys } from './help';
import { followKeys } from './keys';
import { type Layout, type SheetHeight, layoutFor } from './layout';
import { Announcer, type WideNote, noticeBar, wideNote } from './messages';
import { boundsOf, hasOverlays, middleOf, seenOf } from './outlook';
import { type Rail, buildRail } from './rail';
import { Sheet } from './sheet';

export interface Inset {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** What of the map's drawing side the shell needs. */
export interface MapSide extends Traveller {
  setInset(inset: Inset): void;
  onWide(listener: (ids: readonly string[]) => void): void;
  /** Moves a kilometre of the line into the middle. */
  centreOn(km: number): void;
  /** Tells which stretches of the line are in view. */
  onSight(listener: (sight: readonly (readonly [from: number, to: number])[]) => void): void;
}

/** Height of the title bar of a narrow page with the space around it, px. */
const BAR = 66;

export class Shell {
  private readonly root: HTMLElement;
  private readonly panel: Panel;
  private readonly aside: HTMLElement;
  private readonly rail: Rail;
  private readonly drawer: Drawer;
  private readonly drawerFrame: HTMLElement;
  /** The Sources view; null until a reader asks for it: its links are most of the elements of a page. */
  private sources: HTMLElement | null = null;
  private readonly sourcesFrame: HTMLElement;
  private readonly table: TableView;
  private readonly tableFrame: HTMLElement;
  private readonly search: Search;
  private readonly sheet: Sheet;
  private readonly dock: Dock;
  private readonly preferences: HTMLElement;
  private readonly scheme: HTMLElement;
  private readonly actions: HTMLElement;
  private readonly embedded = isEmbedded(location);
  private readonly bar: HTMLElement;
  private readonly note: WideNote;
  private readonly tools: HTMLElement;
  private view: MapSide | null = null;
  private layout: Layout | null = null;
  private size = { width: 0, height: 0 };
  private panelOpen = false;
  private openedToFind = false;
  /** Height of the sheet before a selection raised it. */
  private resting: SheetHeight = 'peek';

  /**
   * @param goHome shows the whole line
   * @param resize makes a change of the map's size, and keeps the whole line in view where it was
   */
  constructor(
    private readonly context: Context,
    private readonly map: L.Map,
    goHome: () => void,
    private readonly resize: (change: () => void) => void,
  ) {
    applyScheme(context.store);
    const container = map.getContainer();
    this.panel = buildPanel(context);
    this.drawer = new Drawer(context);
    this.rail = buildRail(context, () => this.openPanel(true));
    const fold = button({ class: 'fold', 'aria-label': text.panel.close, title: text.panel.close }, () => this.openPanel(false), icon('close'));
    this.aside = h('aside', { class: 'panel', 'aria-label': text.regions.panel }, fold);
    this.drawerFrame = h('section', { class: 'drawer', 'aria-label': text.regions.details });
    this.table = new TableView(context, downloadMenu(context));
    this.tableFrame = h('section', { class: 'table-view', 'aria-label': text.regions.table });
    this.sourcesFrame = h('section', { class: 'sources-view', 'aria-label': text.regions.sources });
    this.sheet = new Sheet(viewButtons(context, NARROW_VIEWS, { class: 'sheet-tabs' }), () => this.inset());
    this.scheme = schemeButton(context);
    const language = languageSelect(context);
    this.preferences = h('div', { class: 'preferences' }, language);
    this.bar = titleBar(context);
    const views = viewButtons(context, WIDE_VIEWS, { class: 'views' });
    this.tools = h('div', { class: 'tools', role: 'group', 'aria-label': text.regions.tools });
    this.note = wideNote(context);
    this.dock = new Dock(context, (change) =>
      this.resize(() => {
        change();
        map.invalidateSize({ animate: false });
      }),
    );
    const announcer = new Announcer();
    this.search = buildSearch(context, map, () => this.view, (sentence) => announcer.say(sentence), () => this.arrived(), () => this.unfind());
    const readings = h('div', { class: 'readings' }, pointerReading(map), creditLine(context));
    const measuring = new MeasuringTool(map, context, () => middleOf(map, this.covered()));
    const zoom = zoomButtons(map, goHome, measuring.button);
    const keys = (): void => showKeys(this.root);
    this.actions = actionButtons({
      share: () => showShare(this.root, context),
      picture: () => savePicture(context, seenOf(map, this.covered())),
      keys,
    });

    const main = h('main', { class: 'main' });
    this.root = h('div', { class: 'atlas' }, this.bar, this.rail.element, this.aside, main, this.dock.element, this.sheet.element, announcer.element);
    container.replaceWith(this.root);
    container.classList.add('map');
    container.setAttribute('role', 'region');
    container.setAttribute('aria-label', text.regions.mapLabel(context.register.payload.page.atlas.slice(0, 200)));
    container.append(measuring.cross);
    main.append(views, this.tools, zoom, container, readings, measuring.bar, this.note.element, emptyNote(context), noticeBar(context), this.tableFrame, this.sourcesFrame, this.drawerFrame);

    addScale(map);
    followKeys(context, this.root, { escape: () => this.escape(), search: () => this.find(), keys, map: container }, [container, this.tableFrame, this.dock.element, this.drawerFrame, this.sheet.body]);
    followPrint(context, () => ({
      bounds: boundsOf(map, this.covered(), context.register.payload.page.home),
      hasOverlays: hasOverlays(map),
      open: this.open(),
    }));
    if (this.embedded) {
      this.root.dataset['embed'] = '';
      this.root.prepend(embedBar(context));
      yieldGestures(map);
    }
    context.store.subscribe((now, before) => this.changed(now, before));
    // After the line above: only what is shown can take the focus.
    followFocus(context, this.drawer, announcer, container);
    followCount(context, announcer);
    // The size of the window is known without laying the page out; where the page has another one, the observer below tells.
    this.arrange(window.innerWidth, window.innerHeight);
    const { now } = context.store;
    this.raise(Drawer.wanted(now) || now.view !== 'map', false);
    map.invalidateSize({ animate: false, pan: false });
    new ResizeObserver(() => this.measure()).observe(this.root);
  }

  /** Joins the drawn map to the page; the map has its final size by then, so that it is drawn once. */
  attach(view: MapSide): void {
    this.view = view;
    view.onWide((ids) => this.note.show(ids));
    this.dock.attach(view);
    this.inset();
  }

  /** Puts a section before all others of the panel. */
  putFirst(section: HTMLElement): void {
    this.panel.body.prepend(section);
  }

  private changed(now: State, before: State): void {
    if (Drawer.wanted(now) !== Drawer.wanted(before) || now.view !== before.view) {
      this.raise(Drawer.wanted(now) || now.view !== 'map', Drawer.wanted(before) || before.view !== 'map');
      this.place();
    }
    if (now.selection !== null && now.selection !== before.selection) {
      if (this.layout === 'middle') this.openPanel(false);
      this.view?.reveal(now.selection);
    }
  }

  /** What asks for room raises a low sheet to half; when it closes, the sheet sinks to where it was. */
  private raise(wanted: boolean, before: boolean): void {
    if (wanted && !before) {
      this.resting = this.sheet.now;
      if (this.resting === 'peek') this.sheet.set('half');
    } else if (!wanted && before) this.sheet.set(this.resting);
  }

  /** An observer also reports the size that the page opens with, which is arranged already. */
  private measure(): void {
    const { clientWidth: width, clientHeight: height } = this.root;
    if (width === this.size.width && height === this.size.height) return;
    this.resize(() => {
      this.arrange(width, height);
      this.map.invalidateSize({ animate: false });
    });
  }

  private arrange(width: number, height: number): void {
    this.size = { width, height };
    this.sheet.fit(height);
    const layout = layoutFor(width, height, this.embedded);
    if (layout !== this.layout) this.settle(layout);
    this.dock.arrange(layout, height);
    this.place();
  }

  /** Moves the parts to where a layout wants them. */
  private settle(layout: Layout): void {
    this.layout = layout;
    this.root.dataset['layout'] = layout;
    if (layout === 'narrow') {
      this.bar.append(this.search.element, this.scheme);
      this.panel.body.querySelector('.in-view')?.after(this.preferences, this.actions);
    } else {
      this.tools.append(this.actions, this.preferences, this.scheme);
      this.aside.append(this.panel.title, this.search.element, this.panel.body, this.panel.foot);
      this.tableFrame.append(this.table.element);
      this.drawerFrame.append(this.drawer.element);
    }
    if (layout !== 'middle') this.panelOpen = false;
  }

  /** Shows what the state asks for, each part in the room that this layout has for it. */
  private place(): void {
    const { now } = this.context.store;
    const details = Drawer.wanted(now);
    const narrow = this.layout === 'narrow';
    if (narrow) {
      const content = details ? [this.drawer.element] : this.sheetContent(now.view);
      const { body } = this.sheet;
      if (body.firstChild !== content[0]) {
        // Who comes back from a feature to the strip finds the place that the feature was chosen at.
        if (body.firstChild === this.dock.turned) this.dock.scrolled = body.scrollTop;
        body.replaceChildren(...content);
        body.scrollTop = content[0] === this.dock.turned ? this.dock.scrolled : 0;
      }
    }
    this.root.classList.toggle('has-details', details);
    this.drawerFrame.hidden = narrow || !details;
    this.tableFrame.hidden = narrow || now.view !== 'table';
    this.sourcesFrame.hidden = narrow || now.view !== 'sources';
    this.aside.hidden = narrow || (this.layout === 'middle' && !this.panelOpen);
    this.rail.element.hidden = this.layout !== 'middle';
    this.rail.opener.setAttribute('aria-expanded', String(this.panelOpen));
    if (now.view === 'table') this.table.refresh();
    if (!narrow && now.view === 'sources' && !this.sourcesFrame.contains(this.sourcesBody())) this.sourcesFrame.append(this.sourcesBody());
    // What table and sources cover must not be reached by Tab either.
    this.map.getContainer().inert = !this.sourcesFrame.hidden || !this.tableFrame.hidden;
    this.inset();
  }

  private sheetContent(view: State['view']): readonly HTMLElement[] {
    switch (view) {
      case 'strip':
        return [this.dock.turned];
      case 'table':
        return [this.table.element];
      case 'sources':
        return [this.sourcesBody()];
      default:
        return [this.panel.body, this.panel.foot];
    }
  }

  private sourcesBody(): HTMLElement {
    return (this.sources ??= sourcesView(this.context));
  }

  private inset(): void {
    this.view?.setInset(this.covered());
  }

  /** What bar, sheet and drawer cover of the map, px. */
  private covered(): Inset {
    const narrow = this.layout === 'narrow';
    const drawer = this.drawerFrame.hidden ? 0 : this.drawerFrame.offsetWidth;
    const rightToLeft = getComputedStyle(this.root).direction === 'rtl';
    return {
      top: narrow && !this.embedded ? BAR : 0,
      right: rightToLeft ? 0 : drawer,
      bottom: narrow && (!this.embedded || Drawer.wanted(this.context.store.now)) ? this.sheet.covered : 0,
      left: rightToLeft ? drawer : 0,
    };
  }

  /** What is open beside the map, or over it. */
  private open(): readonly Element[] {
    const { now } = this.context.store;
    return [...(Drawer.wanted(now) ? [this.drawer.element] : []), ...(now.view === 'table' ? [this.table.element] : []), ...(now.view === 'sources' ? [this.sourcesBody()] : [])];
  }

  private openPanel(open: boolean): void {
    if (open === this.panelOpen) return;
    const inside = this.aside.contains(document.activeElement);
    this.panelOpen = open;
    this.place();
    if (open) this.aside.querySelector('button')?.focus();
    else if (inside) this.rail.opener.focus();
  }

  private find(): void {
    const from = document.activeElement;
    this.openedToFind = this.layout === 'middle' && !this.panelOpen;
    if (this.openedToFind) this.openPanel(true);
    this.search.open(from);
  }

  /** A panel that was opened for the search alone closes with it. */
  private unfind(): void {
    if (this.openedToFind) this.openPanel(false);
    this.openedToFind = false;
  }

  /** The map shows a place that was searched for. */
  private arrived(): void {
    if (this.layout === 'middle') this.openPanel(false);
    if (this.layout === 'narrow') this.sheet.set('peek');
    this.map.getContainer().focus({ preventScroll: true });
  }

  private escape(): void {
    const { store } = this.context;
    if (store.now.measuring) store.set({ measuring: false });
    else if (this.search.dismiss()) return;
    else if (this.panelOpen) this.openPanel(false);
    else if (Drawer.wanted(store.now)) store.set({ selection: null, stack: [], list: null });
    else if (store.now.view !== 'map') store.set({ view: 'map' });
  }
}

function titleBar({ register }: Context): HTMLElement {
  const { page, border } = register.payload;
  return h(
    'header',
    { class: 'bar' },
    h('div', {}, h('h1', {}, label(page.atlas)), h('p', {}, label(text.page.subtitle(page.title, count(border.length_km))))),
  );
}
