import type { Catalogue } from '../message.ts';

/** Of what reaches pipelines downstream. */
export const PLAN_DOWNSTREAM: Catalogue = {
  'what it reads is not written any more': '它读取的数据不再有人写入',
  'what it reads is written by `{0}`, no longer by this pipeline': '它读取的数据由 `{0}` 写入，不再由本流水线写入',
  'what it reads gets no more rows from this pipeline, which writes elsewhere':
    '本流水线改写到别处，它读取的数据不再得到新行',
  'it may read what is not written any more': '它可能读取不再有人写入的数据',
  'it may read what gets no more rows from this pipeline': '它可能读取不再由本流水线写入新行的数据',
  'it reads what this pipeline writes from then on': '它读取本流水线此后写出的数据',
  'it may read what this pipeline writes from then on': '它可能读取本流水线此后写出的数据',
  'it reads {0}, which this pipeline does not write any more': '它读取 {0}，而本流水线不再写出该列',
  'it may read {0}, which this pipeline does not write any more: its SQL does not tell':
    '它可能读取 {0}，而本流水线不再写出该列：从其 SQL 看不出来',
  'it reads `{0}`, which this pipeline writes as `{1}` from then on': '它读取 `{0}`，而本流水线此后以 `{1}` 写出该列',
  'it reads `{0}`, which this pipeline writes as {1}, no longer as {2}':
    '它读取 `{0}`，本流水线改按 {1} 写出，不再按 {2}',
  'it reads `{0}` as {1}; this pipeline writes it as {2}, no longer as {3}':
    '它按 {1} 读取 `{0}`；本流水线改按 {2} 写出，不再按 {3}',
  'it reads `{0}` as {1}, as this pipeline writes it from then on': '它按 {1} 读取 `{0}`，与本流水线此后写出的一致',
  'it reads {0}, in which other values stand': '它读取 {0}，其中的值变了',
  'it reads every column, {0} too from then on': '它读取所有列，此后也包括 {0}',
  'it finds values by their place in a line, and other columns stand there from then on':
    '它按行内位置取值，而此后这些位置上是别的列',
  '{0}, if it reads what this pipeline writes': '{0}（如果它读取的正是本流水线写出的数据）',
  'other rows reach what it reads': '进入它所读数据的行变了',
  'rows reach what it reads in another way': '行以另一种方式进入它所读的数据',
  'what it reads gets its rows at other times': '它读取的数据改在别的时间得到新行',
  'what it reads gets no new rows while this pipeline is suspended': '本流水线挂起期间，它读取的数据没有新行',
  'what it reads gets new rows only when somebody starts this pipeline': '只有人工启动本流水线时，它读取的数据才有新行',
  'it waits for a pipeline that is gone': '它等待的流水线已不存在',
  'it waits for this pipeline, and does not start while that is suspended': '它等待本流水线，挂起期间不会启动',
  'it waits for this pipeline: its fires are skipped while that is suspended':
    '它等待本流水线：挂起期间它的触发会被跳过',
  'it starts only when somebody starts this pipeline': '只有人工启动本流水线时它才启动',
  'it starts when this pipeline has succeeded': '本流水线成功后它才启动',
  'it starts when this pipeline has succeeded, which no clock says any more':
    '本流水线成功后它才启动，而启动时间不再由时钟决定',
  'it starts when this pipeline has succeeded, next for the fire at {0}':
    '本流水线成功后它才启动，下一次对应 {0} 的触发',
  'it starts when this pipeline has succeeded, next for the fire at {0}, no longer for {1}':
    '本流水线成功后它才启动，下一次对应 {0} 的触发，不再是 {1}',
  'it starts when this pipeline has succeeded, after that of {0} for the fire at {1}, no longer for {2}':
    '本流水线成功后它才启动，在 {0} 的触发之后对应 {1} 的触发，不再是 {2}',
  '{0}; it fires less often, and what it loads by the time of each fire is not loaded for the others':
    '{0}；它的触发变少，按触发时间加载的数据对其余时间不再加载',
  'through `{0}`': '经由 `{0}`',
  'through `{0}`, which breaks': '经由 `{0}`，它会出错',
  'what hangs on it breaks: {0}': '依赖它的流水线会出错：{0}',
  'what hangs on it breaks: {0} and {1} more': '依赖它的流水线会出错：{0}，另有 {1} 个',
};
