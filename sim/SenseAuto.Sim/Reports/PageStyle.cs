namespace SenseAuto.Sim.Reports;

/// <summary>What all pages share. Nothing is loaded from anywhere.</summary>
internal static class PageStyle
{
    private const string Css =
        """
        body{font:14px/1.4 system-ui,sans-serif;margin:12px 18px;color:#1f2a30;background:#fff}
        h1{font-size:20px;margin:0 0 8px}
        .pass,.fail{font-size:14px;padding:2px 10px;border-radius:10px;color:#fff;vertical-align:2px}
        .pass{background:#2e7d32}.fail{background:#c62828}
        .columns{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.25fr);gap:18px}
        svg{width:100%;display:block;margin-bottom:2px}
        .grid{stroke:#dde2e6;stroke-width:1}.limit{stroke:#c62828;stroke-dasharray:4 3}
        .tick{font-size:9px;fill:#5f6b73}.title{font-size:11px;font-weight:600;fill:#1f2a30}.key{font-size:10px}
        .lines{list-style:none;padding:0;margin:0 0 8px}
        .lines li{padding:3px 8px;margin:2px 0;border-left:5px solid}
        .lines .ok{border-color:#2e7d32;background:#f1f8f2}.lines .bad{border-color:#c62828;background:#fdf1f1}
        table{border-collapse:collapse;font-size:13px;margin-bottom:8px}
        .facts th{text-align:left;font-weight:400;color:#5f6b73;padding:1px 14px 1px 0}
        .matrix td,.matrix th{border:1px solid #cfd6da;padding:2px 7px;text-align:center;white-space:nowrap}
        .matrix .ok{background:#d7efda}.matrix .bad{background:#f8cfcf}.matrix .other{background:#eef1f3;color:#5f6b73}
        figure{margin:0 0 6px}img{width:100%;display:block}figcaption{font-size:12px;color:#5f6b73;overflow-wrap:anywhere}
        .shot{position:relative}.shot i{position:absolute;border:2px solid #ffd600;box-sizing:border-box}
        h1 small{font-size:13px;font-weight:400;color:#5f6b73}h2{font-size:15px;margin:0 0 5px}
        .part{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.2fr) minmax(0,1.5fr);gap:14px;
        border-top:1px solid #cfd6da;padding:8px 0 4px;font-size:12px}
        .part .lines li{padding:2px 7px}.part table{font-size:12px;margin:0}.part p{margin:4px 0}
        .part .pass,.part .fail{font-size:12px;padding:1px 8px}
        .part .tick{font-size:13px}.part .title{font-size:14px}.part .key{font-size:14px}
        .shots{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:8px;align-content:start}
        .shots figure{margin:0}.shots figcaption{font-size:11.5px;line-height:1.3}
        @media(max-width:900px){.columns,.part{grid-template-columns:1fr}}
        """;

    public static string Head(string title) =>
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>"
        + SvgPlot.Escape(title) + "</title><style>" + Css + "</style></head><body>\n";
}
