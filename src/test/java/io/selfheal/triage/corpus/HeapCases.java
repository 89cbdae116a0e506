package io.selfheal.triage.corpus;

import java.util.List;

/** The cases whose culprit a heap shows. */
final class HeapCases {
  static final List<CorpusCase> ALL =
      List.of(
          CorpusCase.of(StaticMapLeak.class, "StaticMapLeak\\.ORDERS.*StaticMapLeak\\$Order"),
          CorpusCase.of(ListenerLeak.class, "EventBus\\.subscribers.*RequestView"),
          CorpusCase.of(ThreadLocalLeak.class, "ThreadLocalLeak\\.PAGES.*render-\\d"),
          CorpusCase.of(UnboundedCache.class, "Catalogue\\.quotes.*Quote"),
          CorpusCase.of(LoaderLeak.class, "PluginLoader.*LoaderLeak\\.DEPLOYED"),
          CorpusCase.of(DirectBufferLeak.class, "direct buffers.*DirectBufferLeak\\.LENT"),
          CorpusCase.of(SlowFinalizer.class, "finalizer.*LegacyFile"),
          CorpusCase.of(HugeArray.class, "HugeArray\\.counters.*long\\[\\]"),
          CorpusCase.of(EqualStrings.class, "strings.*EqualStrings\\$Row\\.(country|carrier)"),
          CorpusCase.of(GrowingQueue.class, "Outbox\\.waiting.*Mail"),
          CorpusCase.of(NestedHolder.class, "Ledgers\\.byTenant.*Booking"),
          CorpusCase.of(LocalLeak.class, "LocalLeak\\.collect.*main.*Sample"),
          CorpusCase.of(TwoIndexes.class, "By(User|Time)\\.INDEX.*Session"),
          CorpusCase.of(HistoryChain.class, "HistoryChain\\.newest.*Version"),
          CorpusCase.of(TimersLeft.class, "TimersLeft\\$Timeout"),
          CorpusCase.of(WeakKeys.class, "WeakKeys\\.ATTACHED.*Attachment"),
          CorpusCase.of(FilesToDelete.class, "DeleteOnExitHook"),
          CorpusCase.of(EnumHub.class, "Hub\\.(listeners|INSTANCE).*Screen"),
          CorpusCase.of(OwnSegments.class, "Shop\\.prices.*Price"),
          CorpusCase.of(WaitingTasks.class, "pool-\\d+-thread-.*WaitingTasks\\$Importer"),
          CorpusCase.of(ExitHooks.class, "ApplicationShutdownHooks\\.hooks.*Client"),
          CorpusCase.of(ManyPrices.class, "Book\\.ticks.*Tick"),
          CorpusCase.of(ParsedMaps.class, "(Row\\.cells|ParsedMaps\\.ROWS).*Row"),
          CorpusCase.of(MappedSegments.class, "Index\\.read"),
          CorpusCase.of(SlicedRing.class, "direct buffers.*(Slot\\.header|Tap\\.SEEN)"),
          CorpusCase.of(CleanerOfItself.class, "CleanerOfItself\\.CLEANER.*Image"),
          CorpusCase.of(SoftPages.class, "SoftPages\\.HISTORY.*byte"),
          CorpusCase.of(LoaderOfThreads.class, "LoaderOfThreads\\$Unit.*unit-refresh-"));

  private HeapCases() {}
}
